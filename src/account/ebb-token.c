/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A token, as it was pasted and as far as it can be understood here. People paste what they see: with quotation
 * marks, line breaks, the word Bearer, or half of it. What is left after tidying is looked at only where RFC 7515 and
 * RFC 7519 say what to find: the header's algorithm and the claims about time. Everything else belongs to the
 * retailer and the server. The signature cannot be checked, for the key is not here.
 *
 * The text is a secret: it is in no error, no log line, and is overwritten when it is no longer needed. */

#include "account/ebb-token.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/ebb-clock.h"
#include "base/ebb-json.h"

/* Within this span a wrong clock is the likeliest reason for a token to be early or late. */
#define LIKELY_CLOCK_ERROR_US (5 * EBB_MINUTE)

/* 300,000 years; beyond that seconds as microseconds would not fit. */
#define MAX_SECONDS 9e12

#define N_PARTS 3

typedef enum
{
  FAULT_NONE,
  FAULT_EMPTY,
  FAULT_TOO_LONG,
  FAULT_PARTS,
  FAULT_HEADER,
  FAULT_CLAIMS,
  FAULT_ALGORITHM,
  FAULT_SIGNATURE
} Fault;

struct _EbbToken
{
  GObject parent_instance;

  char *text;      /* (owned) (nullable): the tidied token, wiped in the end; only if it is one */
  char *algorithm; /* (owned) (nullable) */
  Fault fault;
  guint n_parts;

  gint64 expires_us;
  gint64 valid_from_us;
  gint64 issued_us;
};

typedef struct
{
  char *algorithm;
} Header;

typedef struct
{
  double expires_s;
  double valid_from_s;
  double issued_s;
} Claims;

static const EbbJsonField header_fields[] = {
  { .name = "alg", .type = EBB_JSON_STRING, .offset = G_STRUCT_OFFSET (Header, algorithm), .is_required = TRUE },
};

static const EbbJsonTable header_table = { sizeof (Header), header_fields, G_N_ELEMENTS (header_fields) };

static const EbbJsonField claims_fields[] = {
  { .name = "exp", .type = EBB_JSON_NUMBER, .offset = G_STRUCT_OFFSET (Claims, expires_s) },
  { .name = "nbf", .type = EBB_JSON_NUMBER, .offset = G_STRUCT_OFFSET (Claims, valid_from_s) },
  { .name = "iat", .type = EBB_JSON_NUMBER, .offset = G_STRUCT_OFFSET (Claims, issued_s) },
};

static const EbbJsonTable claims_table = { sizeof (Claims), claims_fields, G_N_ELEMENTS (claims_fields) };

G_DEFINE_FINAL_TYPE (EbbToken, ebb_token, G_TYPE_OBJECT)

static gboolean
is_space (gunichar c)
{
  /* Mails and web pages also break long lines with soft hyphens and characters that have no width. */
  return g_unichar_isspace (c) || c == 0x00ad || (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff;
}

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == '\'' || c == '`' || c == 0x00ab || c == 0x00bb || (c >= 0x2018 && c <= 0x201f) ||
         c == 0x2039 || c == 0x203a;
}

static const char *
skip_decoration (const char *p)
{
  while (*p != '\0' && (is_space (g_utf8_get_char (p)) || is_quote (g_utf8_get_char (p))))
    p = g_utf8_next_char (p);

  return p;
}

/* Returns a text without spaces anywhere and without quotation marks and the word Bearer around it. The buffer is as
 * large as the input, so that growing leaves no copy behind. */
static char *
tidy (const char *pasted)
{
  const char *p = skip_decoration (pasted);
  char *text = g_malloc (strlen (p) + 1);
  char *end = text;
  char *last = text;

  if (g_ascii_strncasecmp (p, "bearer", 6) == 0 && (p[6] == '\0' || skip_decoration (p + 6) != p + 6))
    p = skip_decoration (p + 6);

  /* What comes after `last` is decoration unless something else follows it. */
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_space (c))
        continue;
      end += g_unichar_to_utf8 (c, end);
      if (!is_quote (c))
        last = end;
    }
  *last = '\0';

  return text;
}

static void
wipe_text (char *text)
{
  if (text == NULL)
    return;

  explicit_bzero (text, strlen (text));
  g_free (text);
}

/* Returns the bytes of one part, or NULL if it is not base64url without padding (RFC 7515, section 2). */
static GBytes *
decode_part (const char *part,
             gsize       length)
{
  g_autofree char *text = NULL;
  guchar *bytes;
  gsize n_bytes;

  if (length == 0 || length % 4 == 1)
    return NULL;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (part[i]) && part[i] != '-' && part[i] != '_')
      return NULL;

  text = g_strdup_printf ("%.*s%s", (int) length, part, length % 4 == 0 ? "" : length % 4 == 2 ? "==" : "=");
  g_strdelimit (text, "-", '+');
  g_strdelimit (text, "_", '/');
  bytes = g_base64_decode (text, &n_bytes);
  explicit_bzero (text, length);

  return g_bytes_new_take (bytes, n_bytes);
}

static gint64
seconds_to_us (double seconds)
{
  if (isnan (seconds))
    return EBB_TIME_UNKNOWN;

  return (gint64) (CLAMP (seconds, -MAX_SECONDS, MAX_SECONDS) * G_USEC_PER_SEC);
}

static gboolean
read_header (EbbToken   *self,
             const char *part,
             gsize       length)
{
  g_autoptr (GBytes) bytes = decode_part (part, length);
  Header header;

  if (bytes == NULL || !ebb_json_read (&header_table, bytes, &header, NULL))
    return FALSE;

  self->algorithm = g_steal_pointer (&header.algorithm);
  ebb_json_clear (&header_table, &header);

  return TRUE;
}

static gboolean
read_claims (EbbToken   *self,
             const char *part,
             gsize       length)
{
  g_autoptr (GBytes) bytes = decode_part (part, length);
  Claims claims;

  if (bytes == NULL || !ebb_json_read (&claims_table, bytes, &claims, NULL))
    return FALSE;

  self->expires_us = seconds_to_us (claims.expires_s);
  self->valid_from_us = seconds_to_us (claims.valid_from_s);
  self->issued_us = seconds_to_us (claims.issued_s);
  ebb_json_clear (&claims_table, &claims);

  return TRUE;
}

static Fault
read_text (EbbToken   *self,
           const char *text)
{
  const char *parts[N_PARTS];
  gsize lengths[N_PARTS];
  g_autoptr (GBytes) signature = NULL;

  if (*text == '\0')
    return FAULT_EMPTY;

  self->n_parts = 0;
  for (const char *p = text; p != NULL; self->n_parts++)
    {
      const char *stop = strchr (p, '.');

      if (self->n_parts < N_PARTS)
        {
          parts[self->n_parts] = p;
          lengths[self->n_parts] = stop != NULL ? (gsize) (stop - p) : strlen (p);
        }
      p = stop != NULL ? stop + 1 : NULL;
    }
  if (self->n_parts != N_PARTS)
    return FAULT_PARTS;

  if (!read_header (self, parts[0], lengths[0]))
    return FAULT_HEADER;
  if (!read_claims (self, parts[1], lengths[1]))
    return FAULT_CLAIMS;
  /* Before the signature, for what is not signed at all has none. */
  if (!g_str_equal (self->algorithm, "RS256"))
    return FAULT_ALGORITHM;

  signature = decode_part (parts[2], lengths[2]);
  return signature != NULL ? FAULT_NONE : FAULT_SIGNATURE;
}

static char *
time_in_words (gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);

  /* Translators: a day and a time as g_date_time_format() writes them: “3 May 2026, 14:05”. */
  return time != NULL ? g_date_time_format (time, _("%-e %B %Y, %H:%M")) : NULL;
}

static gboolean
is_clock_suspect (EbbToken        *self,
                  EbbTokenProblem  problem,
                  gint64           now_us)
{
  if (self->issued_us != EBB_TIME_UNKNOWN && self->issued_us > now_us + EBB_MINUTE)
    return TRUE;

  if (problem == EBB_TOKEN_PROBLEM_EXPIRED)
    return self->expires_us > now_us - LIKELY_CLOCK_ERROR_US;

  return self->valid_from_us < now_us + LIKELY_CLOCK_ERROR_US;
}

static char *
dup_malformed_detail (EbbToken *self)
{
  switch (self->fault)
    {
    case FAULT_TOO_LONG:
      return g_strdup (_("It is far too long."));
    case FAULT_PARTS:
      return g_strdup_printf (ngettext ("A token has three parts with a full stop between them, this has %u part.",
                                        "A token has three parts with a full stop between them, this has %u parts.",
                                        self->n_parts), self->n_parts);
    case FAULT_HEADER:
      return g_strdup (_("Its first part cannot be read."));
    case FAULT_CLAIMS:
      return g_strdup (_("Its second part cannot be read."));
    case FAULT_SIGNATURE:
      return g_strdup (_("Its last part is missing or cut off."));
    case FAULT_NONE:
    case FAULT_EMPTY:
    case FAULT_ALGORITHM:
    default:
      return NULL;
    }
}

static char *
dup_algorithm_detail (EbbToken *self)
{
  if (g_ascii_strcasecmp (self->algorithm, "none") == 0)
    return g_strdup (_("It is not signed at all."));

  /* Names of algorithms are short and plain; anything else would be whatever the maker of the token wants on our
   * screen. */
  if (*self->algorithm == '\0' || strlen (self->algorithm) > 16)
    return NULL;
  for (const char *p = self->algorithm; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-')
      return NULL;

  return g_strdup_printf (_("It is signed with %s."), self->algorithm);
}

static char *
dup_time_detail (EbbToken        *self,
                 EbbTokenProblem  problem,
                 gint64           now_us)
{
  gint64 time_us = problem == EBB_TOKEN_PROBLEM_EXPIRED ? self->expires_us : self->valid_from_us;
  g_autofree char *time = NULL;
  g_autofree char *detail = NULL;

  if (time_us != EBB_TIME_UNKNOWN)
    time = time_in_words (time_us);
  if (time == NULL)
    return NULL;

  if (ebb_token_diagnose (self, now_us) != problem)
    return g_strdup (_("By this computer’s clock it is valid now. Check whether the clock is right."));

  detail = g_strdup_printf (problem == EBB_TOKEN_PROBLEM_EXPIRED ? _("It expired on %s.") : _("It is valid from %s."),
                            time);
  if (is_clock_suspect (self, problem, now_us))
    return g_strdup_printf ("%s %s", detail, _("Check whether this computer’s clock is right."));

  return g_steal_pointer (&detail);
}

static void
ebb_token_finalize (GObject *object)
{
  EbbToken *self = EBB_TOKEN (object);

  wipe_text (self->text);
  g_free (self->algorithm);

  G_OBJECT_CLASS (ebb_token_parent_class)->finalize (object);
}

static void
ebb_token_class_init (EbbTokenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_token_finalize;
}

static void
ebb_token_init (EbbToken *self)
{
  self->expires_us = EBB_TIME_UNKNOWN;
  self->valid_from_us = EBB_TIME_UNKNOWN;
  self->issued_us = EBB_TIME_UNKNOWN;
}

/**
 * ebb_token_new:
 * @text: (not nullable): what a person pasted, or any other text
 *
 * Reads a token. This never fails: ask ebb_token_diagnose() what is wrong with it.
 *
 * Returns: (transfer full): the token
 */
EbbToken *
ebb_token_new (const char *text)
{
  EbbToken *self = g_object_new (EBB_TYPE_TOKEN, NULL);
  char *tidied;

  g_return_val_if_fail (text != NULL, self);

  if (strlen (text) > EBB_TOKEN_MAX_LENGTH)
    {
      self->fault = FAULT_TOO_LONG;
      return self;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      self->fault = FAULT_HEADER;
      return self;
    }

  tidied = tidy (text);
  self->fault = read_text (self, tidied);
  if (self->fault == FAULT_NONE)
    self->text = g_strdup (tidied);
  wipe_text (tidied);

  return self;
}

/**
 * ebb_token_get_text:
 * @self: a token
 *
 * Returns: (nullable): the token itself, a secret, fit for an HTTP header; %NULL if no server would take it
 */
const char *
ebb_token_get_text (EbbToken *self)
{
  g_return_val_if_fail (EBB_IS_TOKEN (self), NULL);

  return self->text;
}

/**
 * ebb_token_get_expires_us:
 * @self: a token
 *
 * Returns: when it expires, microseconds since the Unix epoch, UTC, or %EBB_TIME_UNKNOWN
 */
gint64
ebb_token_get_expires_us (EbbToken *self)
{
  g_return_val_if_fail (EBB_IS_TOKEN (self), EBB_TIME_UNKNOWN);

  return self->expires_us;
}

/**
 * ebb_token_equal:
 * @self: a token
 * @other: another
 *
 * Returns: whether a server that refused one would refuse the other
 */
gboolean
ebb_token_equal (EbbToken *self,
                 EbbToken *other)
{
  g_return_val_if_fail (EBB_IS_TOKEN (self), FALSE);
  g_return_val_if_fail (EBB_IS_TOKEN (other), FALSE);

  return g_strcmp0 (self->text, other->text) == 0;
}

/**
 * ebb_token_diagnose:
 * @self: a token
 * @now_us: the time, microseconds since the Unix epoch, UTC
 *
 * Says what can be seen to be wrong without asking the server. What it says about time depends on this computer's
 * clock, so the server has the last word on it.
 *
 * Returns: the problem
 */
EbbTokenProblem
ebb_token_diagnose (EbbToken *self,
                    gint64    now_us)
{
  g_return_val_if_fail (EBB_IS_TOKEN (self), EBB_TOKEN_PROBLEM_EMPTY);

  if (self->fault == FAULT_EMPTY)
    return EBB_TOKEN_PROBLEM_EMPTY;
  if (self->fault == FAULT_ALGORITHM)
    return EBB_TOKEN_PROBLEM_WRONG_ALGORITHM;
  if (self->fault != FAULT_NONE)
    return EBB_TOKEN_PROBLEM_NOT_A_TOKEN;
  if (self->expires_us != EBB_TIME_UNKNOWN && now_us >= self->expires_us)
    return EBB_TOKEN_PROBLEM_EXPIRED;
  if (self->valid_from_us != EBB_TIME_UNKNOWN && now_us < self->valid_from_us)
    return EBB_TOKEN_PROBLEM_NOT_YET_VALID;

  return EBB_TOKEN_PROBLEM_NONE;
}

/**
 * ebb_token_dup_detail:
 * @self: a token
 * @problem: what ebb_token_diagnose() or the server found wrong with it
 * @now_us: the time, microseconds since the Unix epoch, UTC
 *
 * Adds to the general words about a problem what is particular to this token: which part cannot be read, which
 * algorithm, when it expired, whether the computer's clock is to be suspected.
 *
 * Returns: (transfer full) (nullable): one or two translated sentences without any part of the token, or %NULL
 */
char *
ebb_token_dup_detail (EbbToken        *self,
                      EbbTokenProblem  problem,
                      gint64           now_us)
{
  g_return_val_if_fail (EBB_IS_TOKEN (self), NULL);

  if (problem == EBB_TOKEN_PROBLEM_NOT_A_TOKEN)
    return dup_malformed_detail (self);
  if (problem == EBB_TOKEN_PROBLEM_WRONG_ALGORITHM && self->algorithm != NULL)
    return dup_algorithm_detail (self);
  if (problem == EBB_TOKEN_PROBLEM_EXPIRED || problem == EBB_TOKEN_PROBLEM_NOT_YET_VALID)
    return dup_time_detail (self, problem, now_us);

  return NULL;
}
