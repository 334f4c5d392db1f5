/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbHomePage:
 *
 * The home of a session: which facility, the views of it, and above them whatever is wrong with what they show. Where it is
 * narrow the views are switched at the bottom, where it is bare (a kiosk) not at all.
 */

#include "ui/ebb-home-page.h"

#include <glib/gi18n.h>

#include "app/ebb-refresh.h"
#include "ui/ebb-devices-view.h"
#include "ui/ebb-notice.h"
#include "ui/ebb-savings-view.h"
#include "ui/ebb-store-words.h"
#include "ui/ebb-switcher-title.h"

struct _EbbHomePage
{
  GtkWidget parent_instance;

  EbbSession *session; /* (owned) (nullable) */
  GListStore *facilities; /* (owned) (element-type EbbFacility): as they are listed */
  gboolean is_listing;
  gboolean is_bare;

  GtkWidget *box;
  GtkWidget *header;
  EbbSwitcherTitle *title;
  GtkMenuButton *menu_button;
  EbbNotice *notice;
  GtkWidget *facility_clamp;
  GtkDropDown *facility_drop_down;
  AdwViewStack *views;
  AdwViewSwitcherBar *switcher_bar;
  EbbDevicesView *devices_view;
  AdwBin *savings_place;
  EbbSavingsView *savings_view; /* (nullable): until it is first shown */
  gboolean is_problem_closed;   /* what keeps Ebb from remembering was read */
};

G_DEFINE_FINAL_TYPE (EbbHomePage, ebb_home_page, GTK_TYPE_WIDGET)

static EbbHome *
home_of (EbbHomePage *self)
{
  return ebb_session_get_home (self->session);
}

static EbbStore *
store_of (EbbHomePage *self)
{
  return ebb_outbox_get_store (ebb_home_get_outbox (home_of (self)));
}

static void
show_layout (EbbHomePage *self)
{
  gboolean is_narrow;

  g_object_get (self->title, "narrow", &is_narrow, NULL);
  gtk_widget_set_visible (self->header, !self->is_bare);
  /* Its buttons are made only where it is needed. */
  adw_view_switcher_bar_set_stack (self->switcher_bar, is_narrow && !self->is_bare ? self->views : NULL);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, is_narrow && !self->is_bare);
}

/* What is shown is what was last known, and says so. */
static void
show_notice (EbbHomePage *self)
{
  EbbHome *home = home_of (self);
  const GError *error = ebb_home_get_error (home);
  gint64 updated_at = ebb_home_get_updated_at (home);
  gint64 age_us = updated_at != EBB_TIME_UNKNOWN ? ebb_clock_now (ebb_home_get_clock (home)) - updated_at : 0;
  const char *problem = ebb_store_words_get (ebb_store_get_problem (store_of (self)));

  if (error != NULL && updated_at != EBB_TIME_UNKNOWN)
    ebb_notice_show_error (self->notice, error, age_us);
  else if (ebb_home_is_loading (home) && updated_at != EBB_TIME_UNKNOWN && age_us > EBB_REFRESH_OLD)
    ebb_notice_show_old (self->notice, age_us);
  else if (problem != NULL && !self->is_problem_closed)
    ebb_notice_show (self->notice, problem, _("_Close"), "home.close-notice");
  else
    ebb_notice_hide (self->notice);
}

/* Whoever has read it need not read it again, until it is another. */
static void
close_notice_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  EbbHomePage *self = EBB_HOME_PAGE (widget);

  self->is_problem_closed = TRUE;
  show_notice (self);
}

static void
problem_cb (EbbHomePage *self)
{
  self->is_problem_closed = FALSE;
  show_notice (self);
}

static gboolean
is_same_list (GListModel *model,
              GPtrArray  *items)
{
  gboolean is_same = g_list_model_get_n_items (model) == items->len;

  for (guint i = 0; is_same && i < items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      is_same = item == g_ptr_array_index (items, i);
    }

  return is_same;
}

/* The drop-down has a list of its own: with the home's it would choose another facility whenever that is put in order. */
static void
show_facility (EbbHomePage *self)
{
  GListModel *facilities = ebb_home_get_facilities (home_of (self));
  EbbFacility *facility = ebb_home_get_facility (home_of (self));
  GListModel *listed = G_LIST_MODEL (self->facilities);
  guint n = g_list_model_get_n_items (facilities);
  guint selected = GTK_INVALID_LIST_POSITION;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (items, g_list_model_get_item (facilities, i));
      if (g_ptr_array_index (items, i) == facility)
        selected = i;
    }

  self->is_listing = TRUE;
  if (!is_same_list (listed, items))
    g_list_store_splice (self->facilities, 0, g_list_model_get_n_items (listed), items->pdata, n);
  gtk_drop_down_set_selected (self->facility_drop_down, selected);
  self->is_listing = FALSE;
  gtk_widget_set_visible (self->facility_clamp, n > 1 && !self->is_bare);
}

static void
facility_selected_cb (EbbHomePage *self)
{
  EbbFacility *facility = gtk_drop_down_get_selected_item (self->facility_drop_down);

  if (!self->is_listing && self->session != NULL && facility != NULL)
    ebb_home_set_facility (home_of (self), facility);
}

/* The start does not wait for a menu that nobody has opened. */
static void
fill_menu_cb (GtkMenuButton *button,
              gpointer       menu)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
let_go (EbbHomePage *self)
{
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (home_of (self), self);
      g_signal_handlers_disconnect_by_data (ebb_home_get_clock (home_of (self)), self);
      g_signal_handlers_disconnect_by_data (store_of (self), self);
      g_signal_handlers_disconnect_by_data (ebb_home_get_facilities (home_of (self)), self);
    }
  g_clear_object (&self->session);
}

/* Charts and tables are made when someone looks at them; the start does not wait for what it does not show. */
static void
view_cb (EbbHomePage *self)
{
  if (self->savings_view != NULL || !g_str_equal (ebb_home_page_get_view (self), "savings"))
    return;

  self->savings_view = EBB_SAVINGS_VIEW (ebb_savings_view_new ());
  adw_bin_set_child (self->savings_place, GTK_WIDGET (self->savings_view));
  ebb_savings_view_set_session (self->savings_view, self->session);
}

static void
ebb_home_page_dispose (GObject *object)
{
  EbbHomePage *self = EBB_HOME_PAGE (object);

  let_go (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->facilities);

  G_OBJECT_CLASS (ebb_home_page_parent_class)->dispose (object);
}

static void
ebb_home_page_class_init (EbbHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_home_page_dispose;

  g_type_ensure (EBB_TYPE_NOTICE);
  g_type_ensure (EBB_TYPE_SWITCHER_TITLE);
  g_type_ensure (EBB_TYPE_FACILITY);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbHomePage, box);
  gtk_widget_class_bind_template_child (widget_class, EbbHomePage, header);
  gtk_widget_class_bind_template_child (widget_class, EbbHomePage, title);
  gtk_widget_class_bind_template_child (widget_class, EbbHomePage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, EbbHomePage, notice);
  gtk_widget_class_bind_template_child (widget_class, EbbHomePage, facility_clamp);
  gtk_widget_class_bind_template_child (widget_class, EbbHomePage, facility_drop_down);
  gtk_widget_class_bind_template_child (widget_class, EbbHomePage, views);
  gtk_widget_class_bind_template_child (widget_class, EbbHomePage, switcher_bar);
  gtk_widget_class_bind_template_callback (widget_class, facility_selected_cb);
  gtk_widget_class_install_action (widget_class, "home.close-notice", NULL, close_notice_cb);
}

static void
ebb_home_page_init (EbbHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->facilities = g_list_store_new (EBB_TYPE_FACILITY);
  gtk_drop_down_set_model (self->facility_drop_down, G_LIST_MODEL (self->facilities));
  self->devices_view = EBB_DEVICES_VIEW (ebb_devices_view_new ());
  adw_view_stack_add_titled (self->views, GTK_WIDGET (self->devices_view), "devices", _("Devices"));
  adw_view_stack_page_set_icon_name (adw_view_stack_get_page (self->views, GTK_WIDGET (self->devices_view)),
                                     "ebb-devices-symbolic");
  self->savings_place = ADW_BIN (adw_bin_new ());
  adw_view_stack_add_titled (self->views, GTK_WIDGET (self->savings_place), "savings", _("Savings"));
  adw_view_stack_page_set_icon_name (adw_view_stack_get_page (self->views, GTK_WIDGET (self->savings_place)),
                                     "ebb-savings-symbolic");
  g_signal_connect_swapped (self->views, "notify::visible-child", G_CALLBACK (view_cb), self);
  /* The focus is on the buttons in them, which GTK leaves without a name: 4.8 that of the drop-down, 4.18 that of the menu. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->menu_button))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Main menu"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->facility_drop_down))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Home"), -1);
  ebb_switcher_title_set_stack (self->title, self->views);
  g_signal_connect_swapped (self->title, "notify::narrow", G_CALLBACK (show_layout), self);
  show_layout (self);
}

/**
 * ebb_home_page_set_menu:
 * @self: a page
 * @menu: the main menu
 *
 * Gives the page the window's menu.
 */
void
ebb_home_page_set_menu (EbbHomePage *self,
                        GMenuModel  *menu)
{
  gtk_menu_button_set_create_popup_func (self->menu_button, fill_menu_cb, g_object_ref (menu), g_object_unref);
}

/**
 * ebb_home_page_set_drafts:
 * @self: a page
 * @drafts: the pages that were left with an edit
 *
 * Lets the list of devices tell where there is something to save.
 */
void
ebb_home_page_set_drafts (EbbHomePage *self,
                          EbbDrafts   *drafts)
{
  ebb_devices_view_set_drafts (self->devices_view, drafts);
}

/**
 * ebb_home_page_set_session:
 * @self: a page
 * @session: (nullable): whose home to show
 *
 * Shows the home of a session.
 */
void
ebb_home_page_set_session (EbbHomePage *self,
                           EbbSession  *session)
{
  let_go (self);
  gtk_widget_set_visible (self->facility_clamp, FALSE);
  ebb_notice_hide (self->notice);
  ebb_devices_view_set_session (self->devices_view, session);
  if (self->savings_view != NULL)
    ebb_savings_view_set_session (self->savings_view, session);
  if (session == NULL)
    return;

  self->session = g_object_ref (session);
  g_signal_connect_swapped (home_of (self), "notify::facility", G_CALLBACK (show_facility), self);
  g_signal_connect_swapped (ebb_home_get_facilities (home_of (self)), "items-changed", G_CALLBACK (show_facility), self);
  g_signal_connect_swapped (home_of (self), "notify::error", G_CALLBACK (show_notice), self);
  g_signal_connect_swapped (home_of (self), "notify::loading", G_CALLBACK (show_notice), self);
  g_signal_connect_swapped (ebb_home_get_clock (home_of (self)), "passed", G_CALLBACK (show_notice), self);
  g_signal_connect_swapped (home_of (self), "notify::updated-at", G_CALLBACK (show_notice), self);
  g_signal_connect_swapped (store_of (self), "notify::problem", G_CALLBACK (problem_cb), self);
  show_facility (self);
  show_notice (self);
}

/**
 * ebb_home_page_set_bare:
 * @self: a page
 * @is_bare: whether to show the views only
 *
 * Takes away header, menu and facility switcher, for a kiosk.
 */
void
ebb_home_page_set_bare (EbbHomePage *self,
                        gboolean     is_bare)
{
  self->is_bare = is_bare;
  show_layout (self);
  if (self->session != NULL)
    show_facility (self);
}

/**
 * ebb_home_page_search:
 * @self: a page
 *
 * Shows the devices, and puts the focus where one can be searched.
 */
void
ebb_home_page_search (EbbHomePage *self)
{
  ebb_home_page_set_view (self, "devices");
  ebb_devices_view_search (self->devices_view);
}

/**
 * ebb_home_page_get_view:
 * @self: a page
 *
 * Returns: (transfer none): the view that is shown: "devices", "savings"
 */
const char *
ebb_home_page_get_view (EbbHomePage *self)
{
  return adw_view_stack_get_visible_child_name (self->views);
}

/**
 * ebb_home_page_set_view:
 * @self: a page
 * @view: "devices", "savings"
 *
 * Shows a view; one that there is not is ignored.
 */
void
ebb_home_page_set_view (EbbHomePage *self,
                        const char  *view)
{
  if (adw_view_stack_get_child_by_name (self->views, view) != NULL)
    adw_view_stack_set_visible_child_name (self->views, view);
}
