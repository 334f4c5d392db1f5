/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-market.h"
#include "sandbox/sandbox-settings.h"

G_BEGIN_DECLS

/**
 * SandboxState:
 *
 * A state that a reviewer can ask for. It holds at the moment the world begins; from there the device lives on.
 */
typedef enum
{
  SANDBOX_STATE_NORMAL,
  SANDBOX_STATE_WAITING,
  SANDBOX_STATE_RUNNING,
  SANDBOX_STATE_FINISHED,
  SANDBOX_STATE_FULL,
  SANDBOX_STATE_UNPLUGGED,
  SANDBOX_STATE_AWAY,
  SANDBOX_STATE_UNREACHABLE,
  SANDBOX_STATE_NEVER_REPORTED,
  SANDBOX_STATE_NEEDS_LOGIN,
  SANDBOX_STATE_NEEDS_TERMS,
  SANDBOX_STATE_NO_PERMISSION,
  SANDBOX_STATE_SUBSCRIPTION_MISSING,
  SANDBOX_STATE_UNSUPPORTED,
  SANDBOX_STATE_PAUSED,
  SANDBOX_STATE_RUN_NOW,
  SANDBOX_STATE_JUST_THIS_ONCE,
  SANDBOX_STATE_DEADLINE_UNREACHABLE,
  SANDBOX_STATE_PLAN_UNKNOWN,
  SANDBOX_STATE_LIMIT_CONFLICT,
  SANDBOX_STATE_DOUBLE_CONTROL,
  SANDBOX_STATE_DISABLED,
} SandboxState;

typedef enum
{
  SANDBOX_HISTORY_FULL,
  SANDBOX_HISTORY_GAPS,
  SANDBOX_HISTORY_ZERO,
  SANDBOX_HISTORY_FIRST_DAY,
  SANDBOX_HISTORY_ESTIMATED,
  SANDBOX_HISTORY_NEGATIVE_SAVINGS,
  SANDBOX_HISTORY_FIVE_YEARS,
  SANDBOX_HISTORY_CONTRACT_CHANGE,
} SandboxHistory;

typedef enum
{
  SANDBOX_EXCEPTION_NONE,
  SANDBOX_EXCEPTION_RUN_NOW,
  SANDBOX_EXCEPTION_PAUSE,
  SANDBOX_EXCEPTION_ONCE,
} SandboxExceptionKind;

typedef struct
{
  SandboxExceptionKind kind;
  gint64               until_us;     /* SANDBOX_UNKNOWN where it was not given */
  gint64               ready_by_us;  /* the same */
  gint32               target_share; /* 0 where it was not given */
  gint64               created_us;
  gint64               ends_us;      /* when it is over by itself; G_MAXINT64 is never */
} SandboxException;

/* What a customer asked for, and from when on. */
typedef struct
{
  gint64           at_us; /* a full quarter-hour; the first of a device is G_MININT64 */
  SandboxSettings  settings;
  SandboxException exception;
} SandboxEdit;

/* A make and model, and what it can do. */
typedef struct
{
  SandboxKind kind;
  const char *manufacturer;
  const char *model;
  gint32      full_w;        /* electric power */
  gint32      capacity_wh;   /* vehicle, battery; heating: heat stored per degree */
  gint32      loss_w;        /* heating: heat lost per degree between inside and outside */
  gint32      range_km;      /* vehicle, when full */
} SandboxModel;

/* One day's figures of one device, money in hundredths of the major unit. */
typedef struct
{
  gint32 energy_wh;
  gint32 cost;
  gint32 baseline;
  gint32 carbon_g;
} SandboxFigures;

typedef struct
{
  char             *facility_id;
  char             *name;
  char             *street;
  char             *postal_code;
  char             *city;
  char             *country_code;
  char             *metering_point_id;
  char             *price_area;
  char             *time_zone;
  char             *currency;
  gint32            vat_per_mille;
  SandboxPriceMode  prices;
  SandboxHistory    history;
  JsonObject       *overrides; /* (nullable) */
  SandboxCalendar  *calendar;
  SandboxMarket    *market;
} SandboxFacility;

typedef struct
{
  char             *device_id;
  SandboxFacility  *facility;
  SandboxKind       kind;
  char             *device_type;
  char             *manufacturer;
  char             *model_name;
  char             *custom_name; /* (nullable) */
  SandboxModel      model;
  SandboxState      state;
  SandboxHistory    history;
  gboolean          stays_home;
  guint64           seed;
  gint64            begins_us;   /* when the asked-for state holds */
  gint64            added_us;    /* when it was added, or SANDBOX_UNKNOWN: always been there */
  JsonObject       *overrides;   /* (nullable) */
  JsonObject       *document;    /* settings as they were put */
  gint64            updated_us;
  GArray           *edits;       /* SandboxEdit, by time, never empty */
  guint             revision;
  GHashTable       *levels;      /* vehicles: the level at the end of a day's stay, by day, for days that edits touch */
  SandboxFigures   *figures;     /* (nullable): kept sums of past days */
  gint              figures_from;
  gint              figures_days;
} SandboxDevice;

SandboxFacility   *sandbox_facility_new         (void);
void               sandbox_facility_free        (SandboxFacility        *self);
JsonObject        *sandbox_facility_to_json     (SandboxFacility        *self);

SandboxDevice     *sandbox_device_new           (SandboxFacility        *facility,
                                                 const char             *device_type,
                                                 const char             *manufacturer,
                                                 guint64                 seed,
                                                 gint64                  begins_us);
void               sandbox_device_free          (SandboxDevice          *self);
void               sandbox_device_start         (SandboxDevice          *self,
                                                 const SandboxSettings  *settings);
const SandboxEdit *sandbox_device_get_edit      (SandboxDevice          *self,
                                                 gint64                  time_us);
void               sandbox_device_edit          (SandboxDevice          *self,
                                                 gint64                  now_us,
                                                 const SandboxSettings  *settings,
                                                 const SandboxException *exception);
void               sandbox_device_turn_back     (SandboxDevice          *self,
                                                 gint64                  now_us);
gint64             sandbox_device_first_edit    (SandboxDevice          *self);
gint               sandbox_device_get_episode   (SandboxDevice          *self,
                                                 gint64                  time_us);
gboolean           sandbox_device_has           (SandboxDevice          *self,
                                                 const char             *capability);
JsonArray         *sandbox_device_capabilities  (SandboxDevice          *self);

gboolean           sandbox_state_from_text      (const char             *text,
                                                 SandboxState           *state);
gboolean           sandbox_history_from_text    (const char             *text,
                                                 SandboxHistory         *history);
const SandboxModel *sandbox_catalogue           (guint                  *n_models);
void               sandbox_merge                (JsonObject             *into,
                                                 JsonObject             *from);
const char        *sandbox_kind_to_text         (SandboxKind             kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxFacility, sandbox_facility_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxDevice, sandbox_device_free)

G_END_DECLS
