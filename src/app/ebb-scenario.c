/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A state that a reviewer can call up by name. It never changes. */

#include "app/ebb-scenario.h"

struct _EbbScenario
{
  GObject parent_instance;

  EbbScenarioValues values;
};

G_DEFINE_FINAL_TYPE (EbbScenario, ebb_scenario, G_TYPE_OBJECT)

static void
step_clear (gpointer data)
{
  g_free (((EbbStep *) data)->text);
}

static void
ebb_scenario_finalize (GObject *object)
{
  EbbScenarioValues *values = &EBB_SCENARIO (object)->values;

  g_free (values->name);
  g_free (values->origin);
  g_free (values->group);
  g_free (values->sentence);
  g_free (values->expect);
  g_free (values->page);
  g_free (values->look);
  g_clear_pointer (&values->steps, g_array_unref);

  G_OBJECT_CLASS (ebb_scenario_parent_class)->finalize (object);
}

static void
ebb_scenario_class_init (EbbScenarioClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_scenario_finalize;
}

static void
ebb_scenario_init (EbbScenario *self)
{
}

/**
 * ebb_steps_new:
 *
 * Returns: (transfer full) (element-type EbbStep): no steps yet; the array owns the texts of those that are added
 */
GArray *
ebb_steps_new (void)
{
  GArray *steps = g_array_new (FALSE, TRUE, sizeof (EbbStep));

  g_array_set_clear_func (steps, step_clear);

  return steps;
}

/**
 * ebb_scenario_new:
 * @values: (transfer full): what it is
 *
 * Returns: (transfer full): a scenario. What @values held is its own now.
 */
EbbScenario *
ebb_scenario_new (EbbScenarioValues *values)
{
  EbbScenario *self = g_object_new (EBB_TYPE_SCENARIO, NULL);

  self->values = *values;

  return self;
}

/**
 * ebb_scenario_get_values:
 * @self: a scenario
 *
 * Returns: (transfer none): what it is
 */
const EbbScenarioValues *
ebb_scenario_get_values (EbbScenario *self)
{
  return &self->values;
}
