/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-keyring-problem.h"

G_BEGIN_DECLS

/**
 * EbbStepKind:
 * @EBB_STEP_PRESS: press what has that title or label
 * @EBB_STEP_SET: enter a number in what has that title
 * @EBB_STEP_BROWSE: do in the browser what the scenario says
 *
 * What a person does to get to a state.
 */
typedef enum
{
  EBB_STEP_PRESS,
  EBB_STEP_SET,
  EBB_STEP_BROWSE
} EbbStepKind;

/**
 * EbbStep:
 * @kind: what is done
 * @text: (owned) (nullable): the English title or label, as it is in the source
 * @value: the number
 */
typedef struct
{
  EbbStepKind kind;
  char       *text;
  double      value;
} EbbStep;

/**
 * EbbScenarioValues:
 * @name: (owned): kebab-case, unique
 * @origin: (owned): its name, or the path of its file
 * @group: (owned): the group that it belongs to
 * @sentence: (owned): what the situation is, English
 * @expect: (owned): what a person should see, English
 * @page: (owned): the page that shows it, as ebb_window_show_page() calls it
 * @steps: (owned) (element-type EbbStep): what is done there
 * @now_us: the time it plays at, microseconds since the Unix epoch, UTC; 0 for any time
 * @look: (owned) (nullable): how the window looks, in the words of `--look`
 * @keyring: what is wrong with the keyring of the person's computer
 * @is_loading: whether the state is that of waiting for an answer
 *
 * A state that a reviewer can call up by name.
 */
typedef struct
{
  char             *name;
  char             *origin;
  char             *group;
  char             *sentence;
  char             *expect;
  char             *page;
  GArray           *steps;
  gint64            now_us;
  char             *look;
  EbbKeyringProblem keyring;
  gboolean          is_loading;
} EbbScenarioValues;

#define EBB_TYPE_SCENARIO (ebb_scenario_get_type ())
G_DECLARE_FINAL_TYPE (EbbScenario, ebb_scenario, EBB, SCENARIO, GObject)

GArray                  *ebb_steps_new           (void);
EbbScenario             *ebb_scenario_new        (EbbScenarioValues *values);
const EbbScenarioValues *ebb_scenario_get_values (EbbScenario       *self);

G_END_DECLS
