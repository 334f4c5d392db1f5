/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the service means to do with a device, or would do if it were asked to. It never changes. */

#include "model/ebb-plan.h"

struct _EbbPlan
{
  GObject parent_instance;

  EbbPlanValues values;
};

G_DEFINE_FINAL_TYPE (EbbPlan, ebb_plan, G_TYPE_OBJECT)

static void
ebb_plan_finalize (GObject *object)
{
  g_free (EBB_PLAN (object)->values.currency);

  G_OBJECT_CLASS (ebb_plan_parent_class)->finalize (object);
}

static void
ebb_plan_class_init (EbbPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_plan_finalize;
}

static void
ebb_plan_init (EbbPlan *self)
{
}

/**
 * ebb_plan_new:
 * @values: what the service says; what it owns moves to the plan
 *
 * Returns: (transfer full): a plan
 */
EbbPlan *
ebb_plan_new (EbbPlanValues *values)
{
  EbbPlan *self = g_object_new (EBB_TYPE_PLAN, NULL);

  self->values = *values;
  *values = (EbbPlanValues) { 0 };

  return self;
}

/**
 * ebb_plan_get_values:
 * @self: a plan
 *
 * Returns: (transfer none): what the service says
 */
const EbbPlanValues *
ebb_plan_get_values (EbbPlan *self)
{
  return &self->values;
}
