/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbDeviceFilterBar:
 *
 * Above a long list of devices: what to look for, and a menu to narrow the list to one kind and one condition. While that holds it says how
 * many of how many are shown, and ends it.
 *
 * Keys: Escape in the entry ends the search. CSS node: `filterbar`.
 */

#include "ui/ebb-device-filter-bar.h"

#include <glib/gi18n.h>

struct _EbbDeviceFilterBar
{
  GtkWidget parent_instance;

  EbbDeviceFilter *filter; /* (owned) */
  int kind;                /* an EbbDeviceKind or EBB_DEVICE_FILTER_ANY_KIND */
  int condition;           /* an EbbDeviceCondition */

  GtkWidget *box;
  GtkSearchEntry *entry;
  GtkMenuButton *menu_button;
  GtkWidget *result_row;
  GtkLabel *result;
};

enum
{
  PROP_KIND = 1,
  PROP_CONDITION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EbbDeviceFilterBar, ebb_device_filter_bar, GTK_TYPE_WIDGET)

static const char *const condition_words[] = {
  [EBB_DEVICE_CONDITION_ANY] = N_("In any state"),
  [EBB_DEVICE_CONDITION_RUNNING] = N_("Running"),
  [EBB_DEVICE_CONDITION_WAITING] = N_("Waiting"),
  [EBB_DEVICE_CONDITION_DONE] = N_("Done"),
  [EBB_DEVICE_CONDITION_PAUSED] = N_("Paused"),
  [EBB_DEVICE_CONDITION_OFF] = N_("Not optimised"),
  [EBB_DEVICE_CONDITION_NOT_CONNECTED] = N_("Not connected"),
  [EBB_DEVICE_CONDITION_NEEDS_ATTENTION] = N_("Needs attention"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (condition_words) == EBB_N_DEVICE_CONDITIONS);

static void
follow (EbbDeviceFilterBar *self)
{
  ebb_device_filter_set (self->filter, gtk_editable_get_text (GTK_EDITABLE (self->entry)), (EbbDeviceKind) self->kind,
                         (EbbDeviceCondition) self->condition);
  gtk_widget_set_visible (self->result_row, ebb_device_filter_is_active (self->filter));
}

static void
append_choice (GMenu      *menu,
               const char *label,
               const char *action_name,
               int         value)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action_name, "i", value);
  g_menu_append_item (menu, item);
}

static GMenuModel *
new_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) kinds = g_menu_new ();
  g_autoptr (GMenu) conditions = g_menu_new ();

  append_choice (kinds, _("Of any kind"), "filter.kind", EBB_DEVICE_FILTER_ANY_KIND);
  for (int kind = 0; kind < EBB_N_DEVICE_KINDS; kind++)
    append_choice (kinds, kind == EBB_DEVICE_OTHER ? _("Something else") : ebb_device_kind_get_name ((EbbDeviceKind) kind), "filter.kind",
                   kind);
  for (int condition = 0; condition < EBB_N_DEVICE_CONDITIONS; condition++)
    append_choice (conditions, _(condition_words[condition]), "filter.condition", condition);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (kinds));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (conditions));

  return G_MENU_MODEL (menu);
}

static void
clear_cb (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  EbbDeviceFilterBar *self = EBB_DEVICE_FILTER_BAR (widget);

  ebb_device_filter_bar_clear (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
stopped_cb (EbbDeviceFilterBar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static gboolean
ebb_device_filter_bar_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (EBB_DEVICE_FILTER_BAR (widget)->entry));
}

static void
ebb_device_filter_bar_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  EbbDeviceFilterBar *self = EBB_DEVICE_FILTER_BAR (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_int (value, self->kind);
      break;
    case PROP_CONDITION:
      g_value_set_int (value, self->condition);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ebb_device_filter_bar_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  EbbDeviceFilterBar *self = EBB_DEVICE_FILTER_BAR (object);

  switch (prop_id)
    {
    case PROP_KIND:
      self->kind = g_value_get_int (value);
      break;
    case PROP_CONDITION:
      self->condition = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  follow (self);
}

static void
ebb_device_filter_bar_dispose (GObject *object)
{
  EbbDeviceFilterBar *self = EBB_DEVICE_FILTER_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (ebb_device_filter_bar_parent_class)->dispose (object);
}

static void
ebb_device_filter_bar_class_init (EbbDeviceFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = ebb_device_filter_bar_get_property;
  G_OBJECT_CLASS (klass)->set_property = ebb_device_filter_bar_set_property;
  G_OBJECT_CLASS (klass)->dispose = ebb_device_filter_bar_dispose;
  widget_class->grab_focus = ebb_device_filter_bar_grab_focus;

  /**
   * EbbDeviceFilterBar:kind:
   *
   * The #EbbDeviceKind that is shown, or %EBB_DEVICE_FILTER_ANY_KIND.
   */
  properties[PROP_KIND] = g_param_spec_int ("kind", NULL, NULL, 0, EBB_DEVICE_FILTER_ANY_KIND, EBB_DEVICE_FILTER_ANY_KIND,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * EbbDeviceFilterBar:condition:
   *
   * The #EbbDeviceCondition that is shown.
   */
  properties[PROP_CONDITION] = g_param_spec_int ("condition", NULL, NULL, 0, EBB_N_DEVICE_CONDITIONS - 1, EBB_DEVICE_CONDITION_ANY,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  gtk_widget_class_install_property_action (widget_class, "filter.kind", "kind");
  gtk_widget_class_install_property_action (widget_class, "filter.condition", "condition");
  gtk_widget_class_install_action (widget_class, "filter.clear", NULL, clear_cb);
  gtk_widget_class_set_css_name (widget_class, "filterbar");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-device-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbDeviceFilterBar, box);
  gtk_widget_class_bind_template_child (widget_class, EbbDeviceFilterBar, entry);
  gtk_widget_class_bind_template_child (widget_class, EbbDeviceFilterBar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, EbbDeviceFilterBar, result_row);
  gtk_widget_class_bind_template_child (widget_class, EbbDeviceFilterBar, result);
  gtk_widget_class_bind_template_callback (widget_class, follow);
  gtk_widget_class_bind_template_callback (widget_class, stopped_cb);
}

static void
ebb_device_filter_bar_init (EbbDeviceFilterBar *self)
{
  g_autoptr (GMenuModel) menu = new_menu ();

  self->filter = ebb_device_filter_new ();
  self->kind = EBB_DEVICE_FILTER_ANY_KIND;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  /* The focus is on the button in it, which GTK leaves without a name. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->menu_button))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filter"), -1);
}

/**
 * ebb_device_filter_bar_get_filter:
 * @self: a bar
 *
 * Returns: (transfer none): what it asks for
 */
EbbDeviceFilter *
ebb_device_filter_bar_get_filter (EbbDeviceFilterBar *self)
{
  return self->filter;
}

/**
 * ebb_device_filter_bar_set_counts:
 * @self: a bar
 * @n_shown: how many devices are shown
 * @n_devices: how many there are
 *
 * Says what the filter leaves.
 */
void
ebb_device_filter_bar_set_counts (EbbDeviceFilterBar *self,
                                  guint               n_shown,
                                  guint               n_devices)
{
  /* Translators: how many devices a search has found, and how many there are. */
  g_autofree char *text = g_strdup_printf (_("%1$u of %2$u devices"), n_shown, n_devices);

  gtk_label_set_label (self->result, text);
}

/**
 * ebb_device_filter_bar_clear:
 * @self: a bar
 *
 * Shows all devices again.
 */
void
ebb_device_filter_bar_clear (EbbDeviceFilterBar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_object_set (self, "kind", EBB_DEVICE_FILTER_ANY_KIND, "condition", EBB_DEVICE_CONDITION_ANY, NULL);
}
