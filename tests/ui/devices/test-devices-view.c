/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of devices: what needs a person above it, with what mends it, and searching and filtering where there are many. */

#include "home-stage.h"

#include "ui/ebb-attention-row.h"
#include "ui/ebb-device-card.h"
#include "ui/ebb-device-filter-bar.h"
#include "ui/ebb-name-row.h"

#define FEW 3

static GListModel *
get_items (Stage *stage)
{
  return ebb_attention_list_get_items (ebb_session_get_attention (ebb_context_get_session (stage->context)));
}

static guint
count (GtkWidget *widget,
       GType      type)
{
  guint n = gtk_widget_get_mapped (widget) && G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count (child, type);

  return n;
}

static GtkWidget *
find_button (Stage      *stage,
             const char *label)
{
  return stage_find (stage->window, GTK_TYPE_BUTTON, "label", label);
}

static GtkWidget *
find_title (Stage *stage)
{
  return stage_find (stage->window, ADW_TYPE_WINDOW_TITLE, NULL, NULL);
}

/* Three at first, so that they do not hide the devices, and all when one asks for them. */
static void
test_attention (void)
{
  g_autoptr (Stage) stage = stage_new ("all-need-attention");

  stage_open (stage, 700, 1600);
  stage_wait_until (count (stage->window, EBB_TYPE_ATTENTION_ROW) == FEW);
  g_assert_cmpuint (g_list_model_get_n_items (get_items (stage)), ==, 7);
  g_assert_true (stage_shows (stage->window, "4 more need attention"));
  g_assert_true (stage_shows (stage->window, "The car · 2\u00a0h ago"));
  g_assert_true (stage_shows (stage->window, "The maker’s service no longer lets Ebb’s service in. Until then nothing is optimised."));

  stage_click (find_button (stage, "_Show all"));
  stage_wait_until (count (stage->window, EBB_TYPE_ATTENTION_ROW) == 7);
  g_assert_false (stage_shows (stage->window, "4 more need attention"));
}

/* What needs a person in a home that is not shown leads there. */
static void
test_elsewhere (void)
{
  g_autoptr (Stage) stage = stage_new ("attention-elsewhere");
  g_autoptr (EbbAttentionItem) item = NULL;
  EbbFacility *before;

  stage_open (stage, 700, 900);
  stage_wait_until (stage_shows (stage->window, "The boiler · The cabin · 2\u00a0h ago"));
  before = ebb_home_get_facility (stage_get_home (stage));
  item = g_list_model_get_item (get_items (stage), 0);
  g_assert_true (ebb_attention_item_get_facility (item) != before);
  g_assert_true (gtk_widget_activate_action (stage->window, "win.show-device", "s",
                                             ebb_device_get_id (ebb_attention_item_get_device (item))));
  g_assert_cmpstr (ebb_window_get_page (EBB_WINDOW (stage->window)), ==, "device");
  g_assert_true (ebb_home_get_facility (stage_get_home (stage)) == ebb_attention_item_get_facility (item));
}

static void
test_sign_in (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-needs-login");

  stage_open (stage, 480, 900);
  stage_wait_until (find_button (stage, "_Sign in again") != NULL);
  stage_click (find_button (stage, "_Sign in again"));
  g_assert_cmpstr (ebb_window_get_page (EBB_WINDOW (stage->window)), ==, "add-device");
  g_assert_cmpstr (adw_window_title_get_title (ADW_WINDOW_TITLE (find_title (stage))), ==, "Sign in again");
  stage_wait_until (stage_shows (stage->window, "Waiting until you are done in the browser"));
  /* There is nothing to choose before, so that back is out. */
  g_assert_true (stage_press (stage, GDK_KEY_Escape, 0));
  g_assert_cmpstr (ebb_window_get_page (EBB_WINDOW (stage->window)), ==, "devices");
}

static void
test_run (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-deadline-unreachable");

  stage_open (stage, 700, 900);
  stage_wait_until (find_button (stage, "_Run now…") != NULL);
  stage_click (find_button (stage, "_Run now…"));
  g_assert_cmpstr (ebb_window_get_page (EBB_WINDOW (stage->window)), ==, "device");
  stage_wait_until (find_button (stage, "_Run now") != NULL);
}

static void
test_double_control (void)
{
  g_autoptr (Stage) stage = stage_new ("double-control-pair");
  EbbDevice *charger;

  stage_open (stage, 700, 900);
  stage_wait_until (stage_shows (stage->window, "The car and The charger both control the charging"));
  charger = stage_find_device (stage, "charger");
  g_assert_true (gtk_widget_activate_action (stage->window, "win.switch-off-device", "s", ebb_device_get_id (charger)));
  stage_wait_until (ebb_device_get_values (charger)->is_enabled == EBB_NO);
  stage_wait_until (stage_shows (stage->window, "The charger is not optimised any more"));
  stage_refresh (stage);
  stage_wait_until (g_list_model_get_n_items (get_items (stage)) == 0);
  stage_wait_until (count (stage->window, EBB_TYPE_ATTENTION_ROW) == 0);
  g_assert_cmpint (ebb_device_get_values (stage_find_device (stage, "electric_vehicle"))->is_enabled, ==, EBB_YES);
}

/* An answer that says nothing new takes no button away from whoever is at it. */
static void
test_stays (void)
{
  static const struct { const char *scenario; gboolean has_menu; const char *label; } cases[] = {
    { "electric-vehicle-needs-login", FALSE, "_Sign in again" },
    { "double-control-pair", TRUE, "_Choose" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Stage) stage = stage_new (cases[i].scenario);
      GType type = cases[i].has_menu ? GTK_TYPE_MENU_BUTTON : GTK_TYPE_BUTTON;
      GtkWidget *row, *button;

      stage_open (stage, 700, 900);
      stage_wait_until ((row = stage_find_type (stage->window, "EbbAttentionRow")) != NULL);
      button = stage_find (row, type, "label", cases[i].label);
      g_assert_nonnull (button);
      g_assert_true (gtk_widget_grab_focus (button));
      stage_refresh (stage);
      g_assert_true (stage_find (row, type, "label", cases[i].label) == button);
      g_assert_nonnull (gtk_widget_get_focus_child (row));
    }
}

/* Without a connection the choice is kept, and that is said. */
static void
test_double_control_offline (void)
{
  g_autoptr (Stage) stage = stage_new ("double-control-pair");
  EbbDevice *charger;

  stage_open (stage, 700, 900);
  charger = stage_find_device (stage, "charger");
  stage_break (stage, "[{'operation':'*','drop':true}]");
  g_assert_true (gtk_widget_activate_action (stage->window, "win.switch-off-device", "s", ebb_device_get_id (charger)));
  stage_wait_until (stage_find_type (stage->window, "AdwToastWidget") != NULL);
  g_assert_nonnull (stage_find (stage_find_type (stage->window, "AdwToastWidget"), GTK_TYPE_LABEL, "label", "Changes wait to be sent"));
}

/* No link but one for a browser is opened. */
static void
test_links (void)
{
  g_autoptr (Stage) stage = stage_new ("attention-with-link");

  stage_open (stage, 700, 900);
  stage_wait_until (find_button (stage, "_Open maker’s page") != NULL);
  stage_click (find_button (stage, "_Open maker’s page"));
  stage_wait_until (stage_shows (stage->window, "No browser was found"));
}

/* It goes in a while, and one can think again. */
static void
test_removal (void)
{
  g_autoptr (Stage) stage = stage_new ("removal-waits");
  EbbDevice *car = stage_find_device (stage, "electric_vehicle");
  EbbRemovals *removals = ebb_session_get_removals (ebb_context_get_session (stage->context));

  stage_open (stage, 480, 900);
  for (guint i = 0; i < 2; i++)
    {
      ebb_removals_set_span (removals, i == 0 ? 600 * 1000 : 1);
      g_assert_true (ebb_window_show_page (EBB_WINDOW (stage->window), "device", ebb_device_get_id (car)));
      stage_wait_until (find_button (stage, "_Remove device") != NULL);
      stage_click (find_button (stage, "_Remove device"));
      g_assert_cmpstr (ebb_window_get_page (EBB_WINDOW (stage->window)), ==, "devices");
      stage_wait_until (stage_shows (stage->window, "Will be removed"));
      /* The second time it waits for a connection. */
      if (i == 1)
        stage_wait_until (ebb_outbox_find (ebb_home_get_outbox (stage_get_home (stage)), EBB_EDIT_REMOVAL,
                                           ebb_device_get_id (car))->error != NULL);
      stage_click (find_button (stage, "_Undo"));
      g_assert_false (stage_shows (stage->window, "Will be removed"));
      g_assert_null (find_button (stage, "_Undo"));
    }

  stage_break (stage, "[]");
  ebb_removals_ask (removals, ebb_device_get_id (car));
  stage_wait_until (!stage_shows (stage->window, "The car"));
  g_assert_true (stage_shows (stage->window, "The heat pump"));
}

/* Where the service will not have it, that is said and the device stays. */
static void
test_removal_refused (void)
{
  g_autoptr (Stage) stage = stage_new ("removal-waits");
  EbbDevice *car = stage_find_device (stage, "electric_vehicle");
  EbbRemovals *removals = ebb_session_get_removals (ebb_context_get_session (stage->context));

  stage_open (stage, 480, 900);
  stage_break (stage, "[{'operation':'DELETE devices/{deviceId}','status':501}]");
  ebb_removals_set_span (removals, 1);
  ebb_removals_ask (removals, ebb_device_get_id (car));
  stage_wait_until (stage_shows (stage->window, "The car could not be removed: Not available"));
  g_assert_false (stage_shows (stage->window, "Will be removed"));
}

/* So it is with what was switched or named while nothing could be reached, and the page shows what the device has. */
static void
test_refused_later (void)
{
  g_autoptr (Stage) stage = stage_new ("removal-waits");
  EbbDevice *car = stage_find_device (stage, "electric_vehicle");
  EbbHome *home = stage_get_home (stage);

  stage_open (stage, 480, 900);
  stage_break (stage, "[{'operation':'PUT devices/{deviceId}/spo','drop':true},{'operation':'PATCH devices/{deviceId}','drop':true}]");
  ebb_home_set_enabled_async (home, car, FALSE, NULL, NULL);
  ebb_home_rename_async (home, car, "Skutan", NULL, NULL);
  stage_wait_until (stage_shows (stage->window, "Changes wait to be sent"));
  g_assert_true (ebb_window_show_page (EBB_WINDOW (stage->window), "device", ebb_device_get_id (car)));
  stage_wait_until (stage_find (stage->window, EBB_TYPE_NAME_ROW, "text", "Skutan") != NULL);

  stage_break (stage, "[{'operation':'PUT devices/{deviceId}/spo','status':403,'code':'forbidden'},"
                      "{'operation':'PATCH devices/{deviceId}','status':422}]");
  ebb_home_refresh (home);
  stage_wait_until (stage_shows (stage->window, "The car could not be switched: Not allowed"));
  stage_wait_until (stage_find (stage->window, EBB_TYPE_NAME_ROW, "text", "The car") != NULL);
}

static void
type (Stage      *stage,
      const char *text)
{
  GtkWidget *entry = stage_find (stage->window, GTK_TYPE_SEARCH_ENTRY, NULL, NULL);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
test_few (void)
{
  g_autoptr (Stage) stage = stage_new ("home");

  stage_open (stage, 700, 900);
  stage_wait_until (stage_find_type (stage->window, "EbbDeviceCard") != NULL);
  g_assert_null (stage_find (stage->window, GTK_TYPE_SEARCH_ENTRY, NULL, NULL));
}

static char *
make_result (Stage         *stage,
             EbbDeviceKind  kind)
{
  GListModel *devices = ebb_home_get_devices (stage_get_home (stage));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (devices); i++)
    {
      g_autoptr (EbbDevice) device = g_list_model_get_item (devices, i);

      n += ebb_device_get_values (device)->kind == kind ? 1 : 0;
    }
  g_assert_cmpuint (n, >, 0);

  return g_strdup_printf ("%u of 40 devices", n);
}

static void
test_search (void)
{
  g_autoptr (Stage) stage = stage_new ("devices-40");
  g_autofree char *batteries = NULL;
  g_autofree char *chargers = NULL;
  GtkWidget *bar;

  stage_open (stage, 700, 900);
  stage_wait_until (stage_find (stage->window, GTK_TYPE_SEARCH_ENTRY, NULL, NULL) != NULL);
  bar = stage_find_type (stage->window, "EbbDeviceFilterBar");
  g_assert_true (stage_press (stage, GDK_KEY_f, GDK_CONTROL_MASK));
  g_assert_nonnull (gtk_widget_get_focus_child (bar));

  batteries = make_result (stage, EBB_DEVICE_BATTERY);
  chargers = make_result (stage, EBB_DEVICE_CHARGER);
  type (stage, "  BATT ");
  stage_wait_until (stage_shows (stage->window, batteries));
  /* What was typed and what was chosen, both. */
  g_assert_true (gtk_widget_activate_action (bar, "filter.kind", "i", EBB_DEVICE_CHARGER));
  stage_wait_until (stage_shows (stage->window, "No such device"));
  type (stage, "");
  stage_wait_until (stage_shows (stage->window, chargers));
  g_assert_true (gtk_widget_activate_action (bar, "filter.condition", "i", EBB_DEVICE_CONDITION_NEEDS_ATTENTION));
  stage_wait_until (stage_shows (stage->window, "0 of 40 devices"));

  stage_click (stage_find (bar, GTK_TYPE_BUTTON, "label", "_Show all"));
  stage_wait_until (stage_find_type (stage->window, "EbbDeviceCard") != NULL);
  g_assert_false (stage_shows (stage->window, "0 of 40 devices"));
}

static void
test_done (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-finished");
  EbbDevice *car = stage_find_device (stage, "electric_vehicle");
  g_autoptr (EbbDeviceFilter) filter = ebb_device_filter_new ();

  ebb_device_filter_set (filter, "", EBB_DEVICE_FILTER_ANY_KIND, EBB_DEVICE_CONDITION_DONE);
  g_assert_true (gtk_filter_match (GTK_FILTER (filter), car));
  ebb_device_filter_set (filter, "", EBB_DEVICE_FILTER_ANY_KIND, EBB_DEVICE_CONDITION_WAITING);
  g_assert_false (gtk_filter_match (GTK_FILTER (filter), car));
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);

  g_test_add_func ("/devices-view/attention", test_attention);
  g_test_add_func ("/devices-view/elsewhere", test_elsewhere);
  g_test_add_func ("/devices-view/sign-in", test_sign_in);
  g_test_add_func ("/devices-view/run", test_run);
  g_test_add_func ("/devices-view/double-control", test_double_control);
  g_test_add_func ("/devices-view/double-control-offline", test_double_control_offline);
  g_test_add_func ("/devices-view/stays", test_stays);
  g_test_add_func ("/devices-view/done", test_done);
  g_test_add_func ("/devices-view/links", test_links);
  g_test_add_func ("/devices-view/removal", test_removal);
  g_test_add_func ("/devices-view/removal-refused", test_removal_refused);
  g_test_add_func ("/devices-view/refused-later", test_refused_later);
  g_test_add_func ("/devices-view/few", test_few);
  g_test_add_func ("/devices-view/search", test_search);

  return g_test_run ();
}
