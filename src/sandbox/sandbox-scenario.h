/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-fault.h"
#include "sandbox/sandbox-token.h"

G_BEGIN_DECLS

#define SANDBOX_DEFAULT_SCENARIO "home"

#define SANDBOX_SCENARIO_ERROR (sandbox_scenario_error_quark ())

typedef enum
{
  SANDBOX_SCENARIO_ERROR_UNKNOWN, /* the message offers the nearest names */
  SANDBOX_SCENARIO_ERROR_INVALID, /* the message names file, member and what was expected */
} SandboxScenarioError;

GQuark sandbox_scenario_error_quark (void);

/**
 * SandboxOutcome:
 *
 * How signing in with a device maker ends.
 */
typedef enum
{
  SANDBOX_OUTCOME_ANY,
  SANDBOX_OUTCOME_SUCCESS_ONE,
  SANDBOX_OUTCOME_SUCCESS_THREE,
  SANDBOX_OUTCOME_NOTHING_NEW,
  SANDBOX_OUTCOME_CANCELLED,
  SANDBOX_OUTCOME_ACCESS_DENIED,
  SANDBOX_OUTCOME_EXPIRED,
  SANDBOX_OUTCOME_ALREADY_LINKED,
  SANDBOX_OUTCOME_INCOMPATIBLE,
  SANDBOX_OUTCOME_SUBSCRIPTION_MISSING,
  SANDBOX_OUTCOME_NO_DEVICES,
  SANDBOX_OUTCOME_MAKER_DOWN,
  SANDBOX_OUTCOME_NEVER_RETURNS,
  SANDBOX_OUTCOME_RETURNS_TWICE,
  SANDBOX_OUTCOME_RETURNS_WRONG_STATE,
  SANDBOX_N_OUTCOMES
} SandboxOutcome;

/**
 * SandboxKeyring:
 *
 * What the keyring of the person's computer is like. The service does not care; who shows the scenario does.
 */
typedef enum
{
  SANDBOX_KEYRING_WORKS,
  SANDBOX_KEYRING_LOCKED,
  SANDBOX_KEYRING_ABSENT,
  SANDBOX_KEYRING_UNAVAILABLE,
  SANDBOX_N_KEYRINGS
} SandboxKeyring;

/**
 * SandboxStepKind:
 * @SANDBOX_STEP_PRESS: press what has that title or label
 * @SANDBOX_STEP_SET: enter a number in what has that title
 * @SANDBOX_STEP_BROWSE: do in the browser what the scenario says
 *
 * What a person does on the page to get to the state.
 */
typedef enum
{
  SANDBOX_STEP_PRESS,
  SANDBOX_STEP_SET,
  SANDBOX_STEP_BROWSE
} SandboxStepKind;

/**
 * SandboxStep:
 * @kind: what is done
 * @text: (owned) (nullable): the English title or label, as it is in the source
 * @value: the number
 */
typedef struct
{
  SandboxStepKind kind;
  char           *text;
  double          value;
} SandboxStep;

/**
 * SandboxScenario:
 * @name: (owned): kebab-case
 * @file: (owned): the file it is in: "network.json"
 * @group: (owned): that without its ending: "network"
 * @sentence: (owned): what the situation is
 * @expect: (owned): what a person should see
 * @page: (owned): the page that shows it: "welcome", "devices", "device", "savings" or "add-device"
 * @device: (owned) (nullable): for "device": the device's name in the home
 * @steps: (owned) (element-type SandboxStep): what is done there
 * @is_loading: whether the state is that of waiting for an answer
 * @look: (owned) (nullable): how the window looks, in the words of --look
 * @keyring: what the keyring of the person's computer is like
 * @now_us: the time it plays at, microseconds since the Unix epoch, UTC; 0 for any time
 * @skew_s: how far the service's clock is ahead of the system's, seconds
 * @is_untrusted: whether the service speaks TLS with a certificate that nobody vouches for; only from the start
 * @home: (owned) (nullable): the home, as the world wants it; %NULL for the default one
 * @faults: (owned) (element-type SandboxFault): what goes wrong
 * @token_problem: what is wrong with the token that the retailer hands out
 * @token_lifetime_s: how long that token is valid; 0 for as long as was asked
 * @outcome: how every onboarding ends; %SANDBOX_OUTCOME_ANY lets the person choose
 * @onboarding_lifetime_s: how long an onboarding link is valid, virtual seconds
 *
 * A named state: home, clock, faults and sign-in together. Data from a file, shared and never changed.
 */
typedef struct
{
  gatomicrefcount     ref_count;
  char               *name;
  char               *file;
  char               *group;
  char               *sentence;
  char               *expect;
  char               *page;
  char               *device;
  GArray             *steps;
  gboolean            is_loading;
  char               *look;
  SandboxKeyring      keyring;
  gint64              now_us;
  gint64              skew_s;
  gboolean            is_untrusted;
  JsonObject         *home;
  GPtrArray          *faults;
  SandboxTokenProblem token_problem;
  gint64              token_lifetime_s;
  SandboxOutcome      outcome;
  gint64              onboarding_lifetime_s;
} SandboxScenario;

#define SANDBOX_TYPE_SCENARIO (sandbox_scenario_get_type ())
GType            sandbox_scenario_get_type  (void);
SandboxScenario *sandbox_scenario_ref       (SandboxScenario  *self);
void             sandbox_scenario_unref     (SandboxScenario  *self);
SandboxScenario *sandbox_scenario_load      (const char       *name,
                                             GError          **error);
SandboxScenario *sandbox_scenario_from_json (JsonNode         *node,
                                             const char       *file,
                                             GError          **error);
GPtrArray       *sandbox_scenario_list      (GError          **error);

const char      *sandbox_outcome_get_name   (SandboxOutcome    outcome);
gboolean         sandbox_outcome_from_name  (const char       *name,
                                             SandboxOutcome   *outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxScenario, sandbox_scenario_unref)

G_END_DECLS
