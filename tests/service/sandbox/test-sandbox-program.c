/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program ebb-sandbox as somebody types it: what it prints, and how it ends. */

#include <gio/gio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>

static const char *program;

/* Runs the program to its end; @arguments are parted by spaces. */
static int
run (const char *arguments,
     char      **output,
     char      **errors)
{
  g_autofree char *line = g_strdup_printf ("%s %s", program, arguments);
  g_autoptr (GError) error = NULL;
  int wait_status;

  g_spawn_command_line_sync (line, output, errors, &wait_status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (wait_status));
  return WEXITSTATUS (wait_status);
}

static GSubprocess *
serve (const char  *first,
       const char  *second,
       char       **uri)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, first, second, NULL);
  g_autoptr (GDataInputStream) lines = NULL;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  *uri = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (*uri);
  return process;
}

static void
end (GSubprocess *process,
     int          signal_number)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (process, signal_number);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

static guint
ask (const char *uri,
     const char *path,
     const char *token)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *full = g_strconcat (uri, path, NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", full);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (message);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
  bytes = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  return soup_message_get_status (message);
}

/* One line with the address, at once; a token from a second run is good in the first. */
static void
test_serves (void)
{
  g_autofree char *uri = NULL;
  g_autofree char *token = NULL;
  g_autofree char *wrong = NULL;
  g_autoptr (GSubprocess) process = serve ("--port", "0", &uri);

  g_assert_cmpint (run ("--mint-token", &token, NULL), ==, 0);
  g_assert_cmpint (run ("--mint-token --wrong-key", &wrong, NULL), ==, 0);
  g_assert_cmpuint (ask (uri, "v1/customer/facilities", g_strstrip (token)), ==, 200);
  g_assert_cmpuint (ask (uri, "v1/customer/facilities", g_strstrip (wrong)), ==, 403);
  end (process, SIGTERM);
}

static void
test_interrupted (void)
{
  g_autofree char *uri = NULL;
  g_autoptr (GSubprocess) process = serve ("--scenario", "timeout", &uri);

  end (process, SIGINT);
}

static void
test_port_in_use (void)
{
  g_autofree char *uri = NULL;
  g_autofree char *arguments = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GSubprocess) process = serve ("--port", "0", &uri);

  arguments = g_strdup_printf ("--port %d", atoi (strrchr (uri, ':') + 1));
  g_assert_cmpint (run (arguments, NULL, &errors), ==, 2);
  g_assert_nonnull (strstr (errors, "already in use"));
  end (process, SIGTERM);
}

static const struct
{
  const char *arguments;
  const char *said;
} mistakes[] = {
  { "--prot 1", "--prot" },
  { "--port", "--port" },
  { "--port 65536", "65536" },
  { "--port -1", "-1" },
  { "--port 80a", "80a" },
  { "--port ''", "port" },
  { "--seed -1", "-1" },
  { "--seed 1.5", "1.5" },
  { "--now noon", "noon" },
  { "--now 2026-01-15", "2026-01-15" },
  { "--now 2026-13-45T00:00:00Z", "2026-13-45" },
  { "--speed fast", "fast" },
  { "--speed -1", "-1" },
  { "--speed nan", "nan" },
  { "--speed 1e9", "1e9" },
  { "--scenario ofline", "offline" },
  { "--scenario ''", "no scenario" },
  { "--scenario ./nothing.json", "nothing.json" },
  { "extra", "extra" },
  { "--mint-token --expires-in soon", "soon" },
  { "--mint-token --expires-in 99999999999", "ten years" },
  { "--mint-token --wrong-key --malformed", "one way" },
  { "--wrong-key", "--mint-token" },
  { "--expires-in 60", "--mint-token" },
};

static void
test_mistakes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autofree char *output = NULL;
      g_autofree char *errors = NULL;
      int status = run (mistakes[i].arguments, &output, &errors);

      g_test_message ("%s: %d %s", mistakes[i].arguments, status, errors);
      g_assert_cmpint (status, ==, 2);
      g_assert_cmpstr (output, ==, "");
      g_assert_true (g_str_has_prefix (errors, "ebb-sandbox: "));
      g_assert_nonnull (strstr (errors, mistakes[i].said));
      g_assert_true (strchr (errors, '\n') == errors + strlen (errors) - 1);
    }
}

static void
test_lists (void)
{
  g_autofree char *output = NULL;
  g_autofree char *help = NULL;

  g_assert_cmpint (run ("--list-scenarios", &output, NULL), ==, 0);
  g_assert_nonnull (strstr (output, "  token-expired "));
  g_assert_nonnull (strstr (output, "  devices-1000 "));
  g_assert_cmpint (run ("--help", &help, NULL), ==, 0);
  g_assert_nonnull (strstr (help, "--list-scenarios"));
  g_assert_nonnull (strstr (help, "_sandbox"));
}

static void
test_minted (void)
{
  static const char *const options[] = {
    "", "--expires-in 60", "--expires-in -60", "--wrong-key", "--retailer-api-key", "--other-environment",
    "--wrong-retailer", "--wrong-algorithm", "--malformed", "--not-yet-valid",
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autofree char *arguments = g_strdup_printf ("--mint-token %s", options[i]);
      g_autofree char *output = NULL;
      g_autofree char *errors = NULL;

      g_assert_cmpint (run (arguments, &output, &errors), ==, 0);
      g_assert_cmpstr (errors, ==, "");
      g_assert_cmpuint (strlen (output), >, 40);
      g_assert_true (strchr (output, '\n') == output + strlen (output) - 1);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  program = argv[1];
  g_assert_nonnull (program);

  g_test_add_func ("/sandbox/program/serves", test_serves);
  g_test_add_func ("/sandbox/program/interrupted", test_interrupted);
  g_test_add_func ("/sandbox/program/port-in-use", test_port_in_use);
  g_test_add_func ("/sandbox/program/mistakes", test_mistakes);
  g_test_add_func ("/sandbox/program/lists", test_lists);
  g_test_add_func ("/sandbox/program/minted", test_minted);

  return g_test_run ();
}
