/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbDevicesView:
 *
 * What needs a person, in all homes, and then the devices of the facility that is shown, in the service's order. Activating one shows its
 * page. Where there are many they can be searched and filtered. A list view, so that a thousand cost no more than the few that are seen.
 */

#include "ui/ebb-devices-view.h"

#include <glib/gi18n.h>

#include "base/ebb-error.h"
#include "ui/ebb-attention-row.h"
#include "ui/ebb-device-card.h"
#include "ui/ebb-device-filter-bar.h"
#include "ui/ebb-fit-layout.h"
#include "ui/ebb-state-view.h"

/* With more devices than this one may want to search. */
#define FEW_DEVICES 8

/* So many of what needs a person are shown until one asks for all, so that they do not hide the devices. */
#define FEW_ATTENTIONS 3

/* A list makes cards for two hundred of its items at once, also where ten can be seen, which would keep the first page waiting. So it is
 * given the items bit by bit: a page of the lowest cards that there are, and with every frame as many as fit into one. */
#define LOWEST_CARD_PX 64
#define LEAST_HEIGHT_PX 700
#define CARDS_A_FRAME 6
#define MOST_CARDS 200

struct _EbbDevicesView
{
  GtkWidget parent_instance;

  EbbSession *session;         /* (owned) (nullable) */
  EbbDrafts *drafts;           /* (owned) (nullable) */
  GtkSliceListModel *attention; /* (owned): of what needs a person, that which is shown */
  GtkStringList *more;         /* (owned): one item while there is more of that */
  GtkFilterListModel *devices; /* (owned) */
  GtkSliceListModel *given;    /* (owned): of those, the ones that the list has been given */
  guint grow_id;               /* 0 when it has been given all */
  gboolean shows_all;          /* of what needs a person */

  GtkWidget *box;
  GtkWidget *filter_clamp;
  EbbDeviceFilterBar *filter_bar;
  EbbStateView *state_view;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (EbbDevicesView, ebb_devices_view, GTK_TYPE_WIDGET)

static EbbHome *
home_of (EbbDevicesView *self)
{
  return ebb_session_get_home (self->session);
}

static gboolean
is_filtered (EbbDevicesView *self)
{
  return ebb_device_filter_is_active (ebb_device_filter_bar_get_filter (self->filter_bar));
}

/* A list keeps in place what is seen; what needs a person comes in above it. */
static void
stay_at_top (EbbDevicesView *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (self->list))) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
}

/* Whoever searches a device looks at devices only. */
static void
show_attention (EbbDevicesView *self)
{
  gboolean is_at_top = gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list))) <= 0;
  GListModel *items = gtk_slice_list_model_get_model (self->attention);
  guint n_items = items != NULL && !is_filtered (self) ? g_list_model_get_n_items (items) : 0;
  guint n_shown = self->shows_all || n_items <= FEW_ATTENTIONS ? n_items : FEW_ATTENTIONS;
  guint n_more = g_list_model_get_n_items (G_LIST_MODEL (self->more));

  gtk_slice_list_model_set_size (self->attention, n_shown);
  if (n_shown < n_items)
    {
      /* Translators: how many things that need attention are not listed. */
      g_autofree char *text = g_strdup_printf (ngettext ("%u more needs attention", "%u more need attention", n_items - n_shown),
                                               n_items - n_shown);
      const char *const texts[] = { text, NULL };

      if (n_more == 0 || !g_str_equal (gtk_string_list_get_string (self->more, 0), text))
        gtk_string_list_splice (self->more, 0, n_more, texts);
    }
  else
    gtk_string_list_splice (self->more, 0, n_more, NULL);
  if (is_at_top)
    stay_at_top (self);
}

static void
show_state (EbbDevicesView *self)
{
  EbbHome *home = home_of (self);
  const GError *error = ebb_home_get_error (home);
  guint n_devices = g_list_model_get_n_items (ebb_home_get_devices (home));
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->devices));

  gtk_widget_set_visible (self->filter_clamp, n_devices > FEW_DEVICES || is_filtered (self));
  ebb_device_filter_bar_set_counts (self->filter_bar, n_shown, n_devices);
  if (ebb_home_get_updated_at (home) != EBB_TIME_UNKNOWN && n_devices > 0 && n_shown == 0)
    ebb_state_view_show_message (self->state_view, "edit-find-symbolic", _("No such device"), _("Try other words or another filter."),
                                 NULL, NULL);
  else if (ebb_home_get_updated_at (home) != EBB_TIME_UNKNOWN &&
           (n_devices > 0 || g_list_model_get_n_items (G_LIST_MODEL (self->attention)) > 0))
    ebb_state_view_show_content (self->state_view);
  else if (error != NULL)
    ebb_state_view_show_error (self->state_view, error, "win.refresh");
  else if (!ebb_home_is_known (home))
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

/* A device may be in another condition than the one that is looked for. */
static void
updated_cb (EbbDevicesView *self)
{
  if (is_filtered (self))
    gtk_filter_changed (GTK_FILTER (ebb_device_filter_bar_get_filter (self->filter_bar)), GTK_FILTER_CHANGE_DIFFERENT);
  show_state (self);
}

static gboolean
grow_cb (GtkWidget     *widget,
         GdkFrameClock *frames,
         gpointer       user_data)
{
  EbbDevicesView *self = EBB_DEVICES_VIEW (widget);
  guint n_given = gtk_slice_list_model_get_size (self->given) + CARDS_A_FRAME;

  /* For what is beyond those no cards are made. */
  if (n_given > MOST_CARDS)
    n_given = MAX (n_given, g_list_model_get_n_items (G_LIST_MODEL (self->devices)));
  gtk_slice_list_model_set_size (self->given, n_given);
  if (n_given < g_list_model_get_n_items (G_LIST_MODEL (self->devices)))
    return G_SOURCE_CONTINUE;

  self->grow_id = 0;
  return G_SOURCE_REMOVE;
}

static void
give_more (EbbDevicesView *self)
{
  guint n_devices = g_list_model_get_n_items (G_LIST_MODEL (self->devices));

  if (self->grow_id == 0 && n_devices > gtk_slice_list_model_get_size (self->given))
    self->grow_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), grow_cb, NULL, NULL);
}

static void
give_a_page (EbbDevicesView *self)
{
  int height = MAX (gtk_widget_get_height (GTK_WIDGET (self)), LEAST_HEIGHT_PX);

  gtk_slice_list_model_set_size (self->given, (guint) (height / LOWEST_CARD_PX) + 1);
}

static void
filter_cb (EbbDevicesView *self)
{
  if (self->session == NULL)
    return;

  show_attention (self);
  give_more (self);
  show_state (self);
}

/* What was looked for in one home is not looked for in another. */
static void
devices_cb (EbbDevicesView *self)
{
  ebb_device_filter_bar_clear (self->filter_bar);
  give_a_page (self);
  gtk_filter_list_model_set_model (self->devices, ebb_home_get_devices (home_of (self)));
  show_state (self);
}

/* A widget for each kind of item. A list recycles them among items of all kinds. */
static GtkWidget *
get_child (GtkListItem *list_item,
           GType        type)
{
  GtkWidget *child = gtk_list_item_get_child (list_item);

  if (child == NULL || !G_TYPE_CHECK_INSTANCE_TYPE (child, type))
    {
      child = g_object_new (type, NULL);
      gtk_list_item_set_child (list_item, child);
    }

  return child;
}

static void
bind_more (GtkListItem *list_item)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (list_item));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Show all"));

  gtk_widget_set_layout_manager (box, g_object_new (EBB_TYPE_FIT_LAYOUT, "spacing", 12, "first-fills", TRUE, NULL));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "devices.show-attention");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  gtk_list_item_set_child (list_item, box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "", -1);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item,
         EbbDevicesView     *self)
{
  gpointer item = gtk_list_item_get_item (list_item);

  if (EBB_IS_ATTENTION_ITEM (item))
    ebb_attention_row_bind (EBB_ATTENTION_ROW (get_child (list_item, EBB_TYPE_ATTENTION_ROW)), home_of (self), item);
  else if (EBB_IS_DEVICE (item))
    ebb_device_card_bind (EBB_DEVICE_CARD (get_child (list_item, EBB_TYPE_DEVICE_CARD)), home_of (self), item, self->drafts);
  else
    bind_more (list_item);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *list_item,
           EbbDevicesView     *self)
{
  GtkWidget *child = gtk_list_item_get_child (list_item);

  if (EBB_IS_ATTENTION_ROW (child))
    ebb_attention_row_unbind (EBB_ATTENTION_ROW (child));
  else if (EBB_IS_DEVICE_CARD (child))
    ebb_device_card_unbind (EBB_DEVICE_CARD (child));
}

static void
show_attention_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  EbbDevicesView *self = EBB_DEVICES_VIEW (widget);

  self->shows_all = TRUE;
  show_attention (self);
}

static void
activated_cb (GtkListView    *list,
              guint           position,
              EbbDevicesView *self)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);
  EbbDevice *device;

  if (GTK_IS_STRING_OBJECT (item))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "devices.show-attention", NULL);
      return;
    }

  device = EBB_IS_ATTENTION_ITEM (item) ? ebb_attention_item_get_device (EBB_ATTENTION_ITEM (item)) : EBB_DEVICE (item);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-device", "s", ebb_device_get_id (device));
}

/* What the service will not have, and nobody waits for any more. */
static char *
describe_refusal (EbbEditKind  kind,
                  const char  *name,
                  const char  *why)
{
  switch (kind)
    {
    case EBB_EDIT_NAME:
      /* Translators: the name of a device, and why. */
      return g_strdup_printf (_("%1$s could not be renamed: %2$s"), name, why);

    case EBB_EDIT_SWITCH:
      /* Translators: the name of a device, which was to be switched on or off, and why. */
      return g_strdup_printf (_("%1$s could not be switched: %2$s"), name, why);

    default:
      /* Translators: the name of a device, and why. */
      return g_strdup_printf (_("%1$s could not be removed: %2$s"), name, why);
    }
}

static void
refused_cb (EbbDevicesView *self,
            int             kind,
            const char     *device_id,
            const GError   *error)
{
  EbbDevice *device = ebb_home_find_device (home_of (self), device_id);
  g_autofree char *text = NULL;

  if (device == NULL)
    return;

  text = describe_refusal ((EbbEditKind) kind, ebb_device_get_name (device), ebb_error_get_title (error));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", text);
}

/* An edit of what is shown has its card. One that comes too late for its device has not. */
static void
edit_cb (EbbDevicesView *self,
         int             kind,
         const char     *device_id)
{
  EbbHome *home = home_of (self);
  const EbbOutboxItem *item = ebb_outbox_find (ebb_home_get_outbox (home), EBB_EDIT_SETTINGS, device_id);

  if (kind == EBB_EDIT_SETTINGS && item != NULL && item->edit->state == EBB_EDIT_FAILED &&
      g_error_matches (item->error, EBB_ERROR, EBB_ERROR_NOT_FOUND) && ebb_home_has_lost (home, device_id))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s",
                                _("A device is no longer in your home. What you changed of it could not be saved."));
}

static void
let_go (EbbDevicesView *self)
{
  GListModel *items = gtk_slice_list_model_get_model (self->attention);

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (home_of (self), self);
      g_signal_handlers_disconnect_by_data (ebb_home_get_outbox (home_of (self)), self);
    }
  if (items != NULL)
    g_signal_handlers_disconnect_by_data (items, self);
  gtk_slice_list_model_set_model (self->attention, NULL);
  gtk_filter_list_model_set_model (self->devices, NULL);
  g_clear_object (&self->session);
}

static void
ebb_devices_view_dispose (GObject *object)
{
  EbbDevicesView *self = EBB_DEVICES_VIEW (object);

  if (self->attention != NULL)
    let_go (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->attention);
  g_clear_object (&self->more);
  g_clear_object (&self->given);
  g_clear_object (&self->devices);
  g_clear_object (&self->drafts);

  G_OBJECT_CLASS (ebb_devices_view_parent_class)->dispose (object);
}

static void
ebb_devices_view_class_init (EbbDevicesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_devices_view_dispose;

  g_type_ensure (EBB_TYPE_DEVICE_FILTER_BAR);
  g_type_ensure (EBB_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-devices-view.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbDevicesView, box);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicesView, filter_clamp);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicesView, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicesView, state_view);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicesView, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "devices.show-attention", NULL, show_attention_cb);
}

/* One list of the three, one after the other. */
static void
set_model (EbbDevicesView *self)
{
  GListStore *models = g_list_store_new (G_TYPE_LIST_MODEL);
  GtkFlattenListModel *all = gtk_flatten_list_model_new (G_LIST_MODEL (models));
  g_autoptr (GtkSelectionModel) selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (all)));

  g_list_store_append (models, self->attention);
  g_list_store_append (models, self->more);
  g_list_store_append (models, self->given);
  gtk_list_view_set_model (self->list, selection);
}

static void
ebb_devices_view_init (EbbDevicesView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  EbbDeviceFilter *filter;

  gtk_widget_init_template (GTK_WIDGET (self));
  filter = ebb_device_filter_bar_get_filter (self->filter_bar);
  self->attention = gtk_slice_list_model_new (NULL, 0, 0);
  self->more = gtk_string_list_new (NULL);
  self->devices = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (filter)));
  self->given = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->devices)), 0, 0);
  g_signal_connect_swapped (self->devices, "items-changed", G_CALLBACK (filter_cb), self);
  g_signal_connect_object (filter, "changed", G_CALLBACK (filter_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  set_model (self);
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
  GListModel *items;

  let_go (self);
  if (session == NULL)
    return;

  self->session = g_object_ref (session);
  self->shows_all = FALSE;
  items = ebb_attention_list_get_items (ebb_session_get_attention (session));
  gtk_slice_list_model_set_model (self->attention, items);
  g_signal_connect_swapped (items, "items-changed", G_CALLBACK (filter_cb), self);
  g_signal_connect_swapped (ebb_home_get_outbox (home_of (self)), "refused", G_CALLBACK (refused_cb), self);
  g_signal_connect_swapped (ebb_home_get_outbox (home_of (self)), "changed", G_CALLBACK (edit_cb), self);
  g_signal_connect_swapped (home_of (self), "notify::devices", G_CALLBACK (devices_cb), self);
  g_signal_connect_swapped (home_of (self), "notify::updated-at", G_CALLBACK (updated_cb), self);
  g_signal_connect_swapped (home_of (self), "notify::loading", G_CALLBACK (show_state), self);
  g_signal_connect_swapped (home_of (self), "notify::error", G_CALLBACK (show_state), self);
  show_attention (self);
  devices_cb (self);
}

/**
 * ebb_devices_view_search:
 * @self: a view
 *
 * Puts the focus where a device can be searched, if there are so many.
 */
void
ebb_devices_view_search (EbbDevicesView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->filter_bar));
}
