/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of ebb-sandbox. Numbers are read from text here: GOption takes "12x" for 12 and 70000 for a port. */

#include "sandbox/sandbox-options.h"

#include "sandbox/sandbox-clock.h"

#include <math.h>

static const char summary[] =
  "A make-believe Emulate, retailer and device makers, served on this machine only.\n"
  "Prints its address and serves until it is told to stop.";

static const char description[] =
  "Times are written as 2026-01-15T18:30:00Z. The API is below ADDRESS/v1/customer/, and a control\n"
  "interface for scenario, clock, faults, log and state below ADDRESS/_sandbox/.\n\n"
  "  ebb-sandbox --port 8080 --scenario devices-40\n"
  "  ebb-sandbox --mint-token --expires-in 600\n"
  "  ebb-sandbox --mint-token --wrong-retailer";

static gboolean
refuse (GError    **error,
        const char *format,
        ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError    **error,
        const char *format,
        ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_clear_error (error);
  if (error != NULL)
    *error = g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, format, arguments);
  va_end (arguments);
  return FALSE;
}

static gboolean
read_texts (SandboxCommand *self,
            const char     *port,
            const char     *seed,
            const char     *now,
            const char     *speed,
            const char     *expires_in,
            GError        **error)
{
  guint64 number;
  gint64 seconds;
  char *end;

  if (port != NULL)
    {
      if (!g_ascii_string_to_unsigned (port, 10, 0, G_MAXUINT16, &number, NULL))
        return refuse (error, "“%s” is not a port; it should be a number from 0 to 65535.", port);
      self->options.port = number;
    }
  if (seed != NULL && !g_ascii_string_to_unsigned (seed, 10, 0, G_MAXUINT64, &self->options.seed, NULL))
    return refuse (error, "“%s” is not a seed; it should be a whole number from 0 on.", seed);
  if (now != NULL && !sandbox_time_parse (now, &self->options.now_us))
    return refuse (error, "“%s” is not a time; it should be written as 2026-01-15T18:30:00Z.", now);
  if (speed != NULL)
    {
      self->options.speed = g_ascii_strtod (speed, &end);
      if (end == speed || *end != '\0' || !isfinite (self->options.speed) || self->options.speed < 0
          || self->options.speed > 100000)
        return refuse (error, "“%s” is not a speed; it should be a number from 0 to 100000.", speed);
    }
  if (expires_in != NULL)
    {
      if (!g_ascii_string_to_signed (expires_in, 10, -10 * 366 * 86400, 10 * 366 * 86400, &seconds, NULL))
        return refuse (error, "“%s” is not a number of seconds within ten years.", expires_in);
      self->expires_in_s = seconds;
    }
  return TRUE;
}

/**
 * sandbox_command_parse:
 * @self: where to put it; cleared by the caller in every case
 * @argc: number of arguments
 * @argv: arguments
 * @error: return location for an error
 *
 * Reads the command line. `--help` prints and exits.
 *
 * Returns: whether it makes sense; if not, @error is one sentence
 */
gboolean
sandbox_command_parse (SandboxCommand  *self,
                       int              argc,
                       char           **argv,
                       GError         **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *port = NULL;
  g_autofree char *seed = NULL;
  g_autofree char *now = NULL;
  g_autofree char *speed = NULL;
  g_autofree char *expires_in = NULL;
  gboolean is_wrong[SANDBOX_N_TOKEN_PROBLEMS] = { FALSE };
  guint n_wrong = 0;
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_STRING, &port, "Port to listen on; 0 takes any free one (default)", "N" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, "Seed of the world: same seed, same answers (default 1)", "S" },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &self->scenario, "Named scenario, or a file with one of your own", "NAME" },
    { "now", 0, 0, G_OPTION_ARG_STRING, &now, "Virtual time to start at (default: the scenario's, or now)", "TIME" },
    { "speed", 0, 0, G_OPTION_ARG_STRING, &speed, "Virtual seconds per second; 0 stands still (default 1)", "X" },
    { "list-scenarios", 0, 0, G_OPTION_ARG_NONE, &self->is_list, "List the scenarios and exit", NULL },
    { "mint-token", 0, 0, G_OPTION_ARG_NONE, &self->is_mint, "Print a token and exit", NULL },
    { "expires-in", 0, 0, G_OPTION_ARG_STRING, &expires_in, "Valid for that long (default 3600; negative: expired)", "S" },
    { "wrong-key", 0, 0, G_OPTION_ARG_NONE, &is_wrong[SANDBOX_TOKEN_WRONG_KEY], "Signed with a key nobody knows", NULL },
    { "retailer-api-key", 0, 0, G_OPTION_ARG_NONE, &is_wrong[SANDBOX_TOKEN_RETAILER_API_KEY],
      "Signed with a key of the Retailer API", NULL },
    { "other-environment", 0, 0, G_OPTION_ARG_NONE, &is_wrong[SANDBOX_TOKEN_WRONG_ENVIRONMENT],
      "Signed with a key of the other environment", NULL },
    { "wrong-retailer", 0, 0, G_OPTION_ARG_NONE, &is_wrong[SANDBOX_TOKEN_WRONG_RETAILER], "Names another retailer", NULL },
    { "wrong-algorithm", 0, 0, G_OPTION_ARG_NONE, &is_wrong[SANDBOX_TOKEN_WRONG_ALGORITHM], "Not RS256", NULL },
    { "malformed", 0, 0, G_OPTION_ARG_NONE, &is_wrong[SANDBOX_TOKEN_MALFORMED], "Not a token at all", NULL },
    { "not-yet-valid", 0, 0, G_OPTION_ARG_NONE, &is_wrong[SANDBOX_TOKEN_NOT_YET_VALID], "Valid in an hour", NULL },
    { NULL }
  };

  self->options.seed = 1;
  self->options.speed = 1;
  self->expires_in_s = SANDBOX_TOKEN_LIFETIME_S;
  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  self->options.scenario = self->scenario;

  if (argc > 1)
    return refuse (error, "“%s” is one argument too many; see --help.", argv[1]);
  if (!read_texts (self, port, seed, now, speed, expires_in, error))
    return FALSE;
  for (guint i = 0; i < SANDBOX_N_TOKEN_PROBLEMS; i++)
    if (is_wrong[i])
      {
        self->problem = i;
        n_wrong++;
      }
  if (n_wrong > 1)
    return refuse (error, "A token can be wrong in one way only.");
  if (!self->is_mint && (n_wrong > 0 || expires_in != NULL))
    return refuse (error, "That is about a token and goes with --mint-token.");
  return TRUE;
}

void
sandbox_command_clear (SandboxCommand *self)
{
  g_clear_pointer (&self->scenario, g_free);
}
