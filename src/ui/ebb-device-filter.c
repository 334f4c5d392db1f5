/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which devices of a list are shown: those whose name, maker, model or kind have words that begin with what was typed, of one kind, in one
 * condition. */

#include "ui/ebb-device-filter.h"

struct _EbbDeviceFilter
{
  GtkFilter parent_instance;

  char *text; /* (owned) */
  EbbDeviceKind kind;
  EbbDeviceCondition condition;
};

G_DEFINE_FINAL_TYPE (EbbDeviceFilter, ebb_device_filter, GTK_TYPE_FILTER)

static gboolean
is_in_condition (const EbbDeviceValues *values,
                 EbbDeviceCondition     condition)
{
  switch (condition)
    {
    case EBB_DEVICE_CONDITION_RUNNING:
      return values->state == EBB_OPTIMIZATION_RUNNING || values->state == EBB_OPTIMIZATION_MANUAL;
    case EBB_DEVICE_CONDITION_WAITING:
      return values->state == EBB_OPTIMIZATION_WAITING;
    case EBB_DEVICE_CONDITION_DONE:
      return values->state == EBB_OPTIMIZATION_FINISHED;
    case EBB_DEVICE_CONDITION_PAUSED:
      return values->state == EBB_OPTIMIZATION_PAUSED;
    case EBB_DEVICE_CONDITION_OFF:
      return values->is_enabled == EBB_NO;
    case EBB_DEVICE_CONDITION_NOT_CONNECTED:
      return values->connection == EBB_CONNECTION_OFFLINE;
    case EBB_DEVICE_CONDITION_NEEDS_ATTENTION:
      return values->attention->len > 0;
    case EBB_DEVICE_CONDITION_ANY:
    case EBB_N_DEVICE_CONDITIONS:
    default:
      return TRUE;
    }
}

static gboolean
has_text (EbbDevice  *device,
          const char *text)
{
  g_autofree char *maker = ebb_device_dup_maker (device);
  g_autofree char *all = g_strjoin (" ", ebb_device_get_name (device), ebb_device_kind_get_name (ebb_device_get_values (device)->kind),
                                    maker, NULL);

  return g_str_match_string (text, all, TRUE);
}

static gboolean
ebb_device_filter_match (GtkFilter *filter,
                         gpointer   item)
{
  EbbDeviceFilter *self = EBB_DEVICE_FILTER (filter);
  const EbbDeviceValues *values = ebb_device_get_values (item);

  return (self->kind == EBB_DEVICE_FILTER_ANY_KIND || values->kind == self->kind) && is_in_condition (values, self->condition) &&
         (*self->text == '\0' || has_text (item, self->text));
}

static GtkFilterMatch
ebb_device_filter_get_strictness (GtkFilter *filter)
{
  return ebb_device_filter_is_active (EBB_DEVICE_FILTER (filter)) ? GTK_FILTER_MATCH_SOME : GTK_FILTER_MATCH_ALL;
}

static void
ebb_device_filter_finalize (GObject *object)
{
  g_free (EBB_DEVICE_FILTER (object)->text);

  G_OBJECT_CLASS (ebb_device_filter_parent_class)->finalize (object);
}

static void
ebb_device_filter_class_init (EbbDeviceFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_device_filter_finalize;
  GTK_FILTER_CLASS (klass)->match = ebb_device_filter_match;
  GTK_FILTER_CLASS (klass)->get_strictness = ebb_device_filter_get_strictness;
}

static void
ebb_device_filter_init (EbbDeviceFilter *self)
{
  self->text = g_strdup ("");
  self->kind = EBB_DEVICE_FILTER_ANY_KIND;
}

/**
 * ebb_device_filter_new:
 *
 * Returns: (transfer full): a filter that all devices pass
 */
EbbDeviceFilter *
ebb_device_filter_new (void)
{
  return g_object_new (EBB_TYPE_DEVICE_FILTER, NULL);
}

/**
 * ebb_device_filter_set:
 * @self: a filter
 * @text: beginnings of words, all of which a device must have
 * @kind: a kind, or %EBB_DEVICE_FILTER_ANY_KIND
 * @condition: a condition
 *
 * Says which devices shall pass.
 */
void
ebb_device_filter_set (EbbDeviceFilter    *self,
                       const char         *text,
                       EbbDeviceKind       kind,
                       EbbDeviceCondition  condition)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  if (g_str_equal (trimmed, self->text) && kind == self->kind && condition == self->condition)
    return;

  g_free (self->text);
  self->text = g_steal_pointer (&trimmed);
  self->kind = kind;
  self->condition = condition;
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * ebb_device_filter_is_active:
 * @self: a filter
 *
 * Returns: whether some devices may not pass
 */
gboolean
ebb_device_filter_is_active (EbbDeviceFilter *self)
{
  return *self->text != '\0' || self->kind != EBB_DEVICE_FILTER_ANY_KIND || self->condition != EBB_DEVICE_CONDITION_ANY;
}
