/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbDevicesView:
 *
 * The devices of the facility that is shown: those that need a person first, then the others in the service's order. Activating
 * one shows its page. A list view, so that a thousand devices cost no more than the few that are seen.
 */

#include "ui/ebb-devices-view.h"

#include <glib/gi18n.h>

#include "ui/ebb-device-card.h"
#include "ui/ebb-state-view.h"

struct _EbbDevicesView
{
  GtkWidget parent_instance;

  EbbSession *session; /* (owned) (nullable) */
  EbbDrafts *drafts;   /* (owned) (nullable) */
  gboolean is_known;   /* the session's home answered: to ask again replaces nothing by a spinner */
  GtkSorter *sorter;   /* (owned) (nullable): the model's; told when a device may have to move */

  EbbStateView *state_view;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (EbbDevicesView, ebb_devices_view, GTK_TYPE_WIDGET)

static EbbHome *
home_of (EbbDevicesView *self)
{
  return ebb_session_get_home (self->session);
}

static int
compare_attention (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  gboolean a_needs = ebb_device_get_values (EBB_DEVICE ((gpointer) a))->attention->len > 0;
  gboolean b_needs = ebb_device_get_values (EBB_DEVICE ((gpointer) b))->attention->len > 0;

  return b_needs - a_needs;
}

static void
show_devices (EbbDevicesView *self)
{
  g_autoptr (GtkSortListModel) sorted = NULL;
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_clear_object (&self->sorter);
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_attention, NULL, NULL));
  sorted = gtk_sort_list_model_new (g_object_ref (ebb_home_get_devices (home_of (self))), g_object_ref (self->sorter));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&sorted))));
  gtk_list_view_set_model (self->list, selection);
}

static void
show_state (EbbDevicesView *self)
{
  EbbHome *home = home_of (self);
  const GError *error = ebb_home_get_error (home);

  if (ebb_home_get_updated_at (home) != EBB_TIME_UNKNOWN && g_list_model_get_n_items (ebb_home_get_devices (home)) > 0)
    ebb_state_view_show_content (self->state_view);
  else if (error != NULL)
    ebb_state_view_show_error (self->state_view, error, "win.refresh");
  else if (ebb_home_is_loading (home) && !self->is_known)
    ebb_state_view_show_loading (self->state_view);
  else if (ebb_home_get_facility (home) == NULL)
    ebb_state_view_show_message (self->state_view, "ebb-devices-symbolic", _("No home yet"),
                                 _("Your retailer has not registered a home for you. Ask its customer service."), _("_Try again"),
                                 "win.refresh");
  else
    ebb_state_view_show_message (self->state_view, "ebb-devices-symbolic", _("No devices yet"),
                                 _("Connect a car, a charger or a heat pump, and Ebb lets it run when power is cheap."),
                                 _("_Add a device"), "win.add-device");
}

static void
loading_cb (EbbDevicesView *self)
{
  if (!ebb_home_is_loading (home_of (self)))
    self->is_known = ebb_home_get_error (home_of (self)) == NULL;
  show_state (self);
}

static void
updated_cb (EbbDevicesView *self)
{
  if (self->sorter != NULL)
    gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  show_state (self);
}

static void
devices_cb (EbbDevicesView *self)
{
  show_devices (self);
  show_state (self);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item,
          EbbDevicesView     *self)
{
  gtk_list_item_set_child (item, ebb_device_card_new ());
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item,
         EbbDevicesView     *self)
{
  ebb_device_card_bind (EBB_DEVICE_CARD (gtk_list_item_get_child (item)), home_of (self), gtk_list_item_get_item (item),
                        self->drafts);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *item,
           EbbDevicesView     *self)
{
  ebb_device_card_unbind (EBB_DEVICE_CARD (gtk_list_item_get_child (item)));
}

static void
activated_cb (GtkListView    *list,
              guint           position,
              EbbDevicesView *self)
{
  g_autoptr (EbbDevice) device = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-device", "s", ebb_device_get_id (device));
}

static void
let_go (EbbDevicesView *self)
{
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (home_of (self), self);
  g_clear_object (&self->session);
  g_clear_object (&self->sorter);
}

static void
ebb_devices_view_dispose (GObject *object)
{
  EbbDevicesView *self = EBB_DEVICES_VIEW (object);

  let_go (self);
  g_clear_object (&self->drafts);
  g_clear_pointer ((GtkWidget **) &self->state_view, gtk_widget_unparent);

  G_OBJECT_CLASS (ebb_devices_view_parent_class)->dispose (object);
}

static void
ebb_devices_view_class_init (EbbDevicesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_devices_view_dispose;

  g_type_ensure (EBB_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-devices-view.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbDevicesView, state_view);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicesView, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
ebb_devices_view_init (EbbDevicesView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
}

/**
 * ebb_devices_view_new:
 *
 * Returns: (transfer floating): a view of nobody's devices
 */
GtkWidget *
ebb_devices_view_new (void)
{
  return g_object_new (EBB_TYPE_DEVICES_VIEW, NULL);
}

/**
 * ebb_devices_view_set_drafts:
 * @self: a view of nobody's devices yet
 * @drafts: the pages that were left with an edit
 *
 * Lets the list tell where there is something to save.
 */
void
ebb_devices_view_set_drafts (EbbDevicesView *self,
                             EbbDrafts      *drafts)
{
  g_set_object (&self->drafts, drafts);
}

/**
 * ebb_devices_view_set_session:
 * @self: a view
 * @session: (nullable): whose devices to show
 *
 * Shows the devices of a session's home.
 */
void
ebb_devices_view_set_session (EbbDevicesView *self,
                              EbbSession     *session)
{
  gtk_list_view_set_model (self->list, NULL);
  let_go (self);
  if (session == NULL)
    return;

  self->session = g_object_ref (session);
  self->is_known = FALSE;
  g_signal_connect_swapped (home_of (self), "notify::devices", G_CALLBACK (devices_cb), self);
  g_signal_connect_swapped (home_of (self), "notify::updated-at", G_CALLBACK (updated_cb), self);
  g_signal_connect_swapped (home_of (self), "notify::loading", G_CALLBACK (loading_cb), self);
  g_signal_connect_swapped (home_of (self), "notify::error", G_CALLBACK (show_state), self);
  show_devices (self);
  show_state (self);
}
