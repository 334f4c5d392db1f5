/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "base/ebb-json.h"

G_BEGIN_DECLS

typedef enum
{
  EBB_DEVICE_ELECTRIC_VEHICLE,
  EBB_DEVICE_CHARGER,
  EBB_DEVICE_HEAT_PUMP,
  EBB_DEVICE_THERMOSTAT,
  EBB_DEVICE_WATER_HEATER,
  EBB_DEVICE_BATTERY,
  EBB_DEVICE_INVERTER,
  EBB_DEVICE_OTHER,
  EBB_N_DEVICE_KINDS
} EbbDeviceKind;

typedef enum
{
  EBB_CONNECTION_ONLINE,
  EBB_CONNECTION_ASLEEP,
  EBB_CONNECTION_OFFLINE,
  EBB_CONNECTION_OTHER
} EbbConnection;

typedef enum
{
  EBB_OPTIMIZATION_WAITING,
  EBB_OPTIMIZATION_RUNNING,
  EBB_OPTIMIZATION_PAUSED,
  EBB_OPTIMIZATION_MANUAL,
  EBB_OPTIMIZATION_FINISHED,
  EBB_OPTIMIZATION_IDLE,
  EBB_OPTIMIZATION_DISABLED,
  EBB_OPTIMIZATION_UNAVAILABLE,
  EBB_OPTIMIZATION_OTHER
} EbbOptimizationState;

typedef enum
{
  EBB_REASON_WAITING_FOR_LOWER_PRICE,
  EBB_REASON_CHEAPEST_HOURS,
  EBB_REASON_BELOW_MINIMUM_LEVEL,
  EBB_REASON_DEADLINE_NEAR,
  EBB_REASON_PRICE_ABOVE_LIMIT,
  EBB_REASON_MANUAL_START,
  EBB_REASON_PAUSED_BY_CUSTOMER,
  EBB_REASON_TARGET_REACHED,
  EBB_REASON_NOT_PLUGGED_IN,
  EBB_REASON_AWAY_FROM_HOME,
  EBB_REASON_OWN_LIMIT_REACHED,
  EBB_REASON_COMFORT_FLOOR,
  EBB_REASON_PREHEATING,
  EBB_REASON_PRICE_UNKNOWN,
  EBB_REASON_DEVICE_UNREACHABLE,
  EBB_REASON_DISABLED,
  EBB_REASON_EXTERNAL_SCHEDULE,
  EBB_REASON_OTHER,
  EBB_N_REASONS
} EbbReasonCode;

typedef enum
{
  EBB_ATTENTION_REAUTHORIZATION_REQUIRED,
  EBB_ATTENTION_TERMS_CHANGED,
  EBB_ATTENTION_LOCATION_PERMISSION_MISSING,
  EBB_ATTENTION_SUBSCRIPTION_MISSING,
  EBB_ATTENTION_UNREACHABLE,
  EBB_ATTENTION_DOUBLE_CONTROL,
  EBB_ATTENTION_DEADLINE_UNREACHABLE,
  EBB_ATTENTION_OTHER,
  EBB_N_ATTENTIONS
} EbbAttentionCode;

/**
 * EbbTelemetry:
 *
 * What the device last told of itself. NAN, %EBB_UNKNOWN and %EBB_TIME_UNKNOWN: it did not say.
 */
typedef struct
{
  gint64   observed_at_us;
  double   power_kw;
  EbbTruth is_plugged_in;
  double   state_of_charge;  /* fraction */
  double   battery_capacity_kwh;
  double   charge_limit;     /* fraction */
  double   range_km;
  double   indoor_temperature_c;
  double   outdoor_temperature_c;
  double   hot_water_temperature_c;
  double   target_temperature_c;
  double   heating_power_kw;
  double   production_kw;
} EbbTelemetry;

/**
 * EbbReason:
 * @code_text: (nullable): the code as the server wrote it
 * @until_us: until when, or %EBB_TIME_UNKNOWN
 * @price: price per kWh excl. VAT that it is about, or NAN
 * @limit: the limit that it is about, in the unit of the thing limited, or NAN
 *
 * Why a device runs or does not.
 */
typedef struct
{
  EbbReasonCode code;
  char         *code_text;
  EbbTruth      is_deciding;
  gint64        until_us;
  double        price;
  double        limit;
} EbbReason;

typedef struct
{
  EbbAttentionCode code;
  char            *code_text; /* (nullable) */
  gint64           since_us;
  char            *url;       /* (nullable) */
} EbbAttention;

/**
 * EbbDeviceValues:
 * @custom_device_name: (nullable): the customer's own name for it
 * @capabilities: what the service offers for it; empty when it does not say
 * @reasons: (element-type EbbReason): in order of priority
 * @attention: (element-type EbbAttention): what needs a person
 *
 * What is known of a device.
 */
typedef struct
{
  char                *device_id;
  char                *facility_id;
  EbbDeviceKind        kind;
  char                *kind_text;
  char                *manufacturer;
  char                *model;
  char                *custom_device_name;
  char               **capabilities;
  EbbConnection        connection;
  gint64               last_seen_at_us;
  EbbTelemetry         telemetry;
  EbbTruth             is_enabled;
  EbbOptimizationState state;
  gint64               next_change_at_us;
  GArray              *reasons;
  GArray              *attention;
} EbbDeviceValues;

#define EBB_TYPE_DEVICE (ebb_device_get_type ())
G_DECLARE_FINAL_TYPE (EbbDevice, ebb_device, EBB, DEVICE, GObject)

EbbDevice             *ebb_device_new         (EbbDeviceValues *values);
gboolean               ebb_device_update      (EbbDevice       *self,
                                               EbbDevice       *newer);
const EbbDeviceValues *ebb_device_get_values  (EbbDevice       *self);
const char            *ebb_device_get_id      (EbbDevice       *self);
const char            *ebb_device_get_name    (EbbDevice       *self);
char                  *ebb_device_dup_maker   (EbbDevice       *self);
gboolean               ebb_device_can         (EbbDevice       *self,
                                               const char      *capability);
const EbbReason       *ebb_device_get_deciding_reason (EbbDevice *self);
gboolean               ebb_device_has_reason   (EbbDevice       *self,
                                                EbbReasonCode    code);
gboolean               ebb_device_has_attention (EbbDevice       *self,
                                                EbbAttentionCode code);
const char            *ebb_device_kind_get_name (EbbDeviceKind  kind);
gboolean               ebb_device_kind_has_plug (EbbDeviceKind  kind);

G_END_DECLS
