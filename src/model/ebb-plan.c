/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the service means to do with a device, or would do if it were asked to. It never changes. */

#include "model/ebb-plan.h"

#include "model/ebb-spans.h"

struct _EbbPlan
{
  GObject parent_instance;

  EbbPlanValues values;
};

G_DEFINE_FINAL_TYPE (EbbPlan, ebb_plan, G_TYPE_OBJECT)

static void
ebb_plan_finalize (GObject *object)
{
  EbbPlan *self = EBB_PLAN (object);

  g_free (self->values.currency);
  g_clear_pointer (&self->values.slots, g_array_unref);
  g_clear_pointer (&self->values.notes, g_array_unref);

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
  if (self->values.slots != NULL)
    ebb_spans_sort (self->values.slots);

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

/**
 * ebb_plan_get_n_slots:
 * @self: a plan
 *
 * Returns: how many stretches of time it says something about
 */
guint
ebb_plan_get_n_slots (EbbPlan *self)
{
  return self->values.slots != NULL ? self->values.slots->len : 0;
}

/**
 * ebb_plan_get_slot:
 * @self: a plan
 * @position: from 0, in order of time
 *
 * Returns: (transfer none): what is planned for a stretch of time, or happened in it
 */
const EbbPlanSlot *
ebb_plan_get_slot (EbbPlan *self,
                   guint    position)
{
  g_return_val_if_fail (position < ebb_plan_get_n_slots (self), NULL);

  return &g_array_index (self->values.slots, EbbPlanSlot, position);
}

/**
 * ebb_plan_find_slot:
 * @self: a plan
 * @time_us: a time
 *
 * Returns: (transfer none) (nullable): what is planned for then; %NULL where the service says nothing
 */
const EbbPlanSlot *
ebb_plan_find_slot (EbbPlan *self,
                    gint64   time_us)
{
  return self->values.slots != NULL ? ebb_spans_find (self->values.slots, time_us) : NULL;
}

/**
 * ebb_plan_get_n_notes:
 * @self: a plan
 *
 * Returns: how many things did not go as planned
 */
guint
ebb_plan_get_n_notes (EbbPlan *self)
{
  return self->values.notes != NULL ? self->values.notes->len : 0;
}

/**
 * ebb_plan_get_note:
 * @self: a plan
 * @position: from 0
 *
 * Returns: (transfer none): something that did not go as planned
 */
const EbbPlanNote *
ebb_plan_get_note (EbbPlan *self,
                   guint    position)
{
  g_return_val_if_fail (position < ebb_plan_get_n_notes (self), NULL);

  return &g_array_index (self->values.notes, EbbPlanNote, position);
}
