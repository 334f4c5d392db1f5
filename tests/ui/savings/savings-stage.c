/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The savings view in a window, before a service on loopback that answers as it is told to. The service counts in whole öre and
 * knows nothing of how the client adds up. */

#include "savings-stage.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "account/ebb-minted-credentials.h"

static GDateTime *
read_time (GHashTable *query,
           const char *name)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GTimeZone) home = g_time_zone_new_identifier ("Europe/Stockholm");
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (g_hash_table_lookup (query, name), utc);

  g_assert_nonnull (time);
  return g_date_time_to_timezone (time, home);
}

static GDateTime *
get_next (GDateTime  *time,
          const char *resolution)
{
  if (g_str_equal (resolution, "hour"))
    return g_date_time_add_hours (time, 1);
  if (g_str_equal (resolution, "day"))
    return g_date_time_add_days (time, 1);

  return g_date_time_add_months (time, 1);
}

static void
append_part (Stage     *stage,
             GString   *body,
             GDateTime *start,
             GDateTime *end,
             guint      nth,
             gboolean   is_current,
             gboolean   is_future)
{
  gint64 hours = g_date_time_difference (end, start) / G_TIME_SPAN_HOUR;
  gint64 swing = 60 + (gint64) (40 * sin (nth * 1.7) + 35 * cos (nth * 0.55));
  gint64 savings = swing * hours / 2;
  gint64 cost = (swing + 55) * hours;
  double energy = hours * (0.4 + swing / 110.0);
  const char *status = "final";
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (stage->answer == STAGE_GAPS && nth % 9 == 4)
    return;
  if (stage->answer == STAGE_GAPS && is_current)
    status = "partial";
  else if (stage->answer == STAGE_GAPS && nth % 7 == 6)
    status = "estimated";
  if (stage->answer == STAGE_NEGATIVE && nth % 3 == 1)
    savings = -savings / 3;

  {
    g_autoptr (GDateTime) utc_start = g_date_time_to_utc (start);
    g_autoptr (GDateTime) utc_end = g_date_time_to_utc (end);

    from = g_date_time_format_iso8601 (utc_start);
    to = g_date_time_format_iso8601 (utc_end);
  }
  if (nth > 0 && body->str[body->len - 1] != '[')
    g_string_append_c (body, ',');
  g_string_append_printf (body, "{\"start\":\"%s\",\"end\":\"%s\",", from, to);

  if (is_future || stage->answer == STAGE_MISSING || (stage->answer == STAGE_GAPS && nth % 9 == 2))
    g_string_append (body, "\"energy_kwh\":null,\"cost\":null,\"savings\":null,\"status\":\"missing\"}");
  else if (stage->answer == STAGE_NULLS)
    g_string_append_printf (body, "\"energy_kwh\":%d.5,\"cost\":null,\"status\":\"final\"}", (int) energy);
  else
    {
      char figure[G_ASCII_DTOSTR_BUF_SIZE];

      stage->savings_ore += savings;
      stage->cost_ore += cost;
      g_string_append_printf (body, "\"energy_kwh\":%s,", g_ascii_formatd (figure, sizeof figure, "%.3f", energy));
      g_string_append_printf (body, "\"cost\":%s,", g_ascii_formatd (figure, sizeof figure, "%.2f", cost / 100.0));
      g_string_append_printf (body, "\"savings\":%s,", g_ascii_formatd (figure, sizeof figure, "%.2f", savings / 100.0));
      g_string_append_printf (body, "\"status\":\"%s\"}", status);
    }
}

static char *
create_report (Stage      *stage,
               GHashTable *query)
{
  const char *resolution = g_hash_table_lookup (query, "resolution");
  g_autoptr (GDateTime) start = read_time (query, "from");
  g_autoptr (GDateTime) stop = read_time (query, "to");
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (ebb_clock_now (stage->clock) / G_USEC_PER_SEC);
  GString *body = g_string_new ("{\"currency\":\"SEK\",\"vat_rate\":0.25,\"baseline\":\"immediate\",\"buckets\":[");

  stage->savings_ore = stage->cost_ore = 0;
  if (stage->answer == STAGE_CROWDED)
    for (guint i = 0; i < 1000; i++)
      g_string_append_printf (body, "%s{\"start\":\"2026-11-10T10:00:00.%03uZ\",\"end\":\"2026-11-10T10:00:01Z\",\"cost\":1}",
                              i > 0 ? "," : "", i);
  for (guint nth = 0; stage->answer < STAGE_EMPTY || stage->answer == STAGE_NULLS; nth++)
    {
      g_autoptr (GDateTime) end = get_next (start, resolution);
      gboolean is_future = g_date_time_compare (start, now) >= 0;

      if (g_date_time_compare (start, stop) >= 0 || (is_future && stage->answer != STAGE_GAPS))
        break;

      append_part (stage, body, start, end, nth, g_date_time_compare (end, now) > 0, is_future);
      g_date_time_unref (start);
      start = g_steal_pointer (&end);
    }
  g_string_append (body, "]}");
  if (stage->answer == STAGE_BROKEN)
    g_string_truncate (body, body->len / 2);

  return g_string_free (body, FALSE);
}

static void
respond (SoupServerMessage *message,
         guint              status,
         char              *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, body, strlen (body));
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Stage *stage = user_data;

  if (g_str_has_suffix (path, "/report"))
    {
      stage->n_reports++;
      g_free (stage->resolution);
      stage->resolution = g_strdup (g_hash_table_lookup (query, "resolution"));
      if (stage->answer == STAGE_NOT_FOUND)
        respond (message, SOUP_STATUS_NOT_FOUND, g_strdup ("{}"));
      else if (stage->answer == STAGE_SILENT)
        {
          soup_server_message_pause (message);
          g_set_object (&stage->waiting, message);
        }
      else
        respond (message, SOUP_STATUS_OK, create_report (stage, query));
    }
  else if (g_str_has_suffix (path, "/devices"))
    respond (message, SOUP_STATUS_OK, g_strdup ("{\"devices\":[]}"));
  else
    {
      GString *body = g_string_new ("{\"facilities\":[");

      for (guint i = 0; i < stage->n_facilities; i++)
        g_string_append_printf (body,
                                "%s{\"facility_id\":\"f%u\",\"name\":\"Home %u\",\"time_zone\":\"Europe/Stockholm\","
                                "\"currency\":\"SEK\",\"vat_rate\":0.25}",
                                i > 0 ? "," : "", i, i);
      g_string_append (body, "]}");
      respond (message, SOUP_STATUS_OK, g_string_free (body, FALSE));
    }
}

static char *
mint_cb (gpointer user_data)
{
  return g_strdup ("token.of.the-test");
}

/* As the application does it, with its style sheet. */
void
stage_init (int    *argc,
            char ***argv)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_test_init (argc, argv, NULL);
  adw_init ();
  gtk_css_provider_load_from_resource (style, "/io/github/ebb_energy/Ebb/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

Stage *
stage_new (void)
{
  Stage *stage = g_new0 (Stage, 1);
  g_autoptr (EbbCredentials) credentials = ebb_minted_credentials_new (mint_cb, NULL, NULL);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  stage->n_facilities = 1;
  stage->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (stage->server, NULL, request_cb, stage, NULL);
  soup_server_listen_local (stage->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (stage->server);
  stage->uri = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  stage->clock = ebb_clock_new_from (STAGE_NOW, 0);
  stage->session = ebb_session_new_for_demo (stage->uri, credentials, stage->clock, &error);
  g_assert_no_error (error);

  return stage;
}

/* Shows the view; the home is asked for as the window of the application does it. */
void
stage_open (Stage *stage,
            int    width)
{
  stage->window = adw_window_new ();
  stage->view = ebb_savings_view_new ();
  adw_window_set_content (ADW_WINDOW (stage->window), stage->view);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), width, 760);
  ebb_savings_view_set_session (EBB_SAVINGS_VIEW (stage->view), stage->session);
  ebb_home_refresh (ebb_session_get_home (stage->session));
  gtk_window_present (GTK_WINDOW (stage->window));
}

/* Lets go a question that was kept waiting. */
void
stage_answer (Stage *stage)
{
  GUri *uri = soup_server_message_get_uri (stage->waiting);
  g_autoptr (GHashTable) query = g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_WWW_FORM, NULL);

  respond (stage->waiting, SOUP_STATUS_OK, create_report (stage, query));
  soup_server_message_unpause (stage->waiting);
  g_clear_object (&stage->waiting);
}

GtkWidget *
stage_find (Stage      *stage,
            const char *id)
{
  GObject *found = gtk_widget_get_template_child (stage->view, EBB_TYPE_SAVINGS_VIEW, id);

  g_assert_nonnull (found);
  return GTK_WIDGET (found);
}

GtkWidget *
stage_find_type (GtkWidget *widget,
                 GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = stage_find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A label that can be seen and says that, or %NULL. */
GtkWidget *
stage_find_text (GtkWidget  *widget,
                 const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = stage_find_text (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

void
stage_click (GtkWidget *button)
{
  if (GTK_IS_TOGGLE_BUTTON (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  else
    g_signal_emit_by_name (button, "clicked");
}

/* Until the question that was asked last has been answered and its answer is shown. */
void
stage_wait (Stage *stage)
{
  GtkWidget *content = stage_find (stage, "content");
  GtkWidget *stack = stage_find_type (stage_find (stage, "state"), GTK_TYPE_STACK);

  for (;;)
    {
      const char *shown = gtk_stack_get_visible_child_name (GTK_STACK (stack));

      if (!gtk_widget_has_css_class (content, "old") && !g_str_equal (shown, "nothing") && !g_str_equal (shown, "spinner"))
        break;
      g_main_context_iteration (NULL, TRUE);
    }
}

void
stage_free (Stage *stage)
{
  if (stage->window != NULL)
    gtk_window_destroy (GTK_WINDOW (stage->window));
  g_clear_object (&stage->waiting);
  g_clear_object (&stage->session);
  soup_server_disconnect (stage->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&stage->server);
  g_clear_object (&stage->clock);
  g_free (stage->uri);
  g_free (stage->resolution);
  g_free (stage);
}
