/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a report of 10 MB takes to become a model, and how long json-glib takes to parse the same bytes. The two take turns,
 * so that a machine that slows down in between slows both. A line for each turn: both times in microseconds. */

#include <stdlib.h>

#include <json-glib/json-glib.h>

#include "api/ebb-wire.h"

#define SIZE (10 * 1000 * 1000)
#define QUARTER_US (15 * G_TIME_SPAN_MINUTE)
#define FIRST_US (G_GINT64_CONSTANT (1704067200) * G_USEC_PER_SEC) /* 2024-01-01 */

static char *
format_time (gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

static GBytes *
write_report (void)
{
  GString *text = g_string_new ("{\"currency\":\"SEK\",\"vat_rate\":0.25,\"resolution\":\"quarter_hour\",\"buckets\":[");

  for (int i = 0; text->len < SIZE; i++)
    {
      g_autofree char *start = format_time (FIRST_US + i * QUARTER_US);
      g_autofree char *end = format_time (FIRST_US + (i + 1) * QUARTER_US);
      int cost = i * 7919 % 1000;

      g_string_append_printf (text,
                              "%s{\"start\":\"%s\",\"end\":\"%s\",\"energy_kwh\":%d.%03d,\"cost\":0.%03d,"
                              "\"baseline_cost\":1.%03d,\"savings\":1,\"co2_g\":%d,\"status\":\"final\"}",
                              i > 0 ? "," : "", start, end, i % 3, cost, cost, cost, cost);
    }
  g_string_append (text, "]}");

  return g_string_free_to_bytes (text);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GBytes) body = write_report ();
  int turns = argc > 1 ? atoi (argv[1]) : 5;

  for (int i = 0; i < turns; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonParser) parser = json_parser_new_immutable ();
      g_autoptr (EbbReport) report = NULL;
      gint64 began_us = g_get_monotonic_time ();
      gint64 parsed_us, read_us;

      if (!json_parser_load_from_data (parser, g_bytes_get_data (body, NULL), g_bytes_get_size (body), &error))
        g_error ("%s", error->message);
      g_clear_object (&parser);
      parsed_us = g_get_monotonic_time ();

      report = ebb_wire_read_report (body, &error);
      if (report == NULL)
        g_error ("%s", error->message);
      read_us = g_get_monotonic_time ();

      g_print ("decode %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", read_us - parsed_us, parsed_us - began_us);
    }

  return 0;
}
