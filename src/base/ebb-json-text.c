/* SPDX-License-Identifier: GPL-3.0-or-later */

/* json-glib's parser trusts its input: an empty body succeeds without a root, deep nesting overflows the stack, a long
 * integer wraps round, `\u0000` cuts a string, comments and `{}{}` pass. One strict pass over the bytes comes first: it
 * checks the grammar of RFC 8259 and the depth, and rewrites, in a copy of the same length, the two things that are
 * legal but that json-glib would change silently. */

#include "base/ebb-json-text.h"

#include <string.h>

#include "base/ebb-error.h"

#define MAX_DEPTH 64
#define MAX_INTEGER_DIGITS 18 /* always fits gint64 */

typedef struct
{
  char *start;
  char *at;    /* the next byte; the text ends with NUL, which no rule below accepts */
  char *end;
} Scanner;

static gboolean
fail (Scanner    *scanner,
      const char *expected,
      GError    **error)
{
  g_set_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY, "not JSON at byte %" G_GSIZE_FORMAT ": expected %s",
               (gsize) (scanner->at - scanner->start), expected);
  return FALSE;
}

static void
skip_space (Scanner *scanner)
{
  while (*scanner->at == ' ' || *scanner->at == '\n' || *scanner->at == '\t' || *scanner->at == '\r')
    scanner->at++;
}

static gboolean
read_hex4 (const char *text,
           guint      *value)
{
  *value = 0;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return FALSE;
      *value = *value << 4 | (guint) digit;
    }

  return TRUE;
}

/* `\uXXXX`: what stands for no character becomes U+FFFD. */
static gboolean
scan_unicode_escape (Scanner *scanner,
                     GError **error)
{
  guint unit;
  guint low;

  if (!read_hex4 (scanner->at + 1, &unit))
    return fail (scanner, "four hexadecimal digits", error);

  if (unit >= 0xd800 && unit <= 0xdbff && scanner->at[5] == '\\' && scanner->at[6] == 'u' &&
      read_hex4 (scanner->at + 7, &low) && low >= 0xdc00 && low <= 0xdfff)
    {
      scanner->at += 11;
      return TRUE;
    }

  if (unit == 0 || (unit >= 0xd800 && unit <= 0xdfff))
    memcpy (scanner->at + 1, "fffd", 4);
  scanner->at += 5;

  return TRUE;
}

static gboolean
scan_string (Scanner *scanner,
             GError **error)
{
  if (*scanner->at != '"')
    return fail (scanner, "a string", error);
  scanner->at++;

  for (;;)
    {
      char c = *scanner->at;

      if (c == '"')
        break;
      if ((guchar) c < 0x20)
        return fail (scanner, "the end of a string", error);
      scanner->at++;
      if (c != '\\')
        continue;
      if (*scanner->at == 'u')
        {
          if (!scan_unicode_escape (scanner, error))
            return FALSE;
        }
      else if (*scanner->at != '\0' && strchr ("\"\\/bfnrt", *scanner->at) != NULL)
        scanner->at++;
      else
        return fail (scanner, "an escape", error);
    }

  scanner->at++;
  return TRUE;
}

/* 12345678901234567890 → 1.234567890123456e19: the same length, and a double instead of a wrapped integer. */
static void
rewrite_long_integer (char *digits,
                      gsize n)
{
  g_autofree char *exponent = g_strdup_printf ("e%" G_GSIZE_FORMAT, n - 1);
  gsize exponent_length = strlen (exponent);

  memmove (digits + 2, digits + 1, n - 2 - exponent_length);
  digits[1] = '.';
  memcpy (digits + n - exponent_length, exponent, exponent_length);
}

static gsize
skip_digits (Scanner *scanner)
{
  char *from = scanner->at;

  while (g_ascii_isdigit (*scanner->at))
    scanner->at++;

  return (gsize) (scanner->at - from);
}

static gboolean
scan_number (Scanner *scanner,
             GError **error)
{
  gboolean is_integer = TRUE;
  char *digits;
  gsize n;

  if (*scanner->at == '-')
    scanner->at++;
  digits = scanner->at;
  n = skip_digits (scanner);
  if (n == 0 || (n > 1 && digits[0] == '0'))
    return fail (scanner, "a number", error);

  if (*scanner->at == '.')
    {
      is_integer = FALSE;
      scanner->at++;
      if (skip_digits (scanner) == 0)
        return fail (scanner, "a digit", error);
    }
  if (*scanner->at == 'e' || *scanner->at == 'E')
    {
      is_integer = FALSE;
      scanner->at++;
      if (*scanner->at == '+' || *scanner->at == '-')
        scanner->at++;
      if (skip_digits (scanner) == 0)
        return fail (scanner, "a digit", error);
    }
  if (is_integer && n > MAX_INTEGER_DIGITS)
    rewrite_long_integer (digits, n);

  return TRUE;
}

static gboolean
scan_word (Scanner *scanner,
           GError **error)
{
  static const char *const words[] = { "true", "false", "null" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strncmp (scanner->at, words[i], strlen (words[i])) == 0)
      {
        scanner->at += strlen (words[i]);
        return TRUE;
      }

  return fail (scanner, "a value", error);
}

static gboolean
scan_scalar (Scanner *scanner,
             GError **error)
{
  if (*scanner->at == '"')
    return scan_string (scanner, error);
  if (*scanner->at == '-' || g_ascii_isdigit (*scanner->at))
    return scan_number (scanner, error);

  return scan_word (scanner, error);
}

static gboolean
scan_name (Scanner *scanner,
           GError **error)
{
  skip_space (scanner);
  if (!scan_string (scanner, error))
    return FALSE;
  skip_space (scanner);
  if (*scanner->at != ':')
    return fail (scanner, "a colon", error);
  scanner->at++;

  return TRUE;
}

/* After a value: closes what ends here, and stands before the next value or, with depth 0, behind the last. */
static gboolean
scan_after_value (Scanner *scanner,
                  char    *closers,
                  guint   *depth,
                  GError **error)
{
  while (*depth > 0)
    {
      char closer = closers[*depth - 1];

      skip_space (scanner);
      if (*scanner->at == closer)
        {
          scanner->at++;
          (*depth)--;
          continue;
        }
      if (*scanner->at != ',')
        return fail (scanner, closer == '}' ? "a comma or }" : "a comma or ]", error);
      scanner->at++;
      return closer == ']' || scan_name (scanner, error);
    }

  return TRUE;
}

static gboolean
scan_document (Scanner *scanner,
               GError **error)
{
  char closers[MAX_DEPTH];
  guint depth = 0;

  do
    {
      skip_space (scanner);
      if (*scanner->at == '{' || *scanner->at == '[')
        {
          char closer = *scanner->at == '{' ? '}' : ']';

          if (depth == MAX_DEPTH)
            return fail (scanner, "less nesting (64 levels at most)", error);
          closers[depth++] = closer;
          scanner->at++;
          skip_space (scanner);
          if (*scanner->at != closer)
            {
              if (closer == '}' && !scan_name (scanner, error))
                return FALSE;
              continue;
            }
        }
      else if (!scan_scalar (scanner, error))
        return FALSE;

      if (!scan_after_value (scanner, closers, &depth, error))
        return FALSE;
    }
  while (depth > 0);

  skip_space (scanner);
  if (scanner->at != scanner->end)
    return fail (scanner, "nothing more", error);

  return TRUE;
}

/**
 * ebb_json_check:
 * @bytes: a text in UTF-8
 * @length: (out): how long the checked text is, in bytes
 * @error: %EBB_ERROR_BAD_REPLY, naming the byte and what was expected there
 *
 * Reads a JSON document strictly (RFC 8259, at most 64 levels deep), without making anything of it. The caller bounds the size.
 *
 * Returns: (transfer full): a text that json-glib reads as it is meant: integers of 19 digits and more are doubles, and `\u0000` and lone
 *   surrogates are U+FFFD
 */
char *
ebb_json_check (GBytes  *bytes,
                gsize   *length,
                GError **error)
{
  g_autofree char *copy = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  Scanner scanner;

  if (size == 0)
    {
      g_set_error_literal (error, EBB_ERROR, EBB_ERROR_BAD_REPLY, "an empty body instead of JSON");
      return NULL;
    }
  if (!g_utf8_validate_len (data, size, NULL))
    {
      g_set_error_literal (error, EBB_ERROR, EBB_ERROR_BAD_REPLY, "not UTF-8");
      return NULL;
    }

  copy = g_malloc (size + 1);
  memcpy (copy, data, size);
  copy[size] = '\0';
  scanner = (Scanner) { copy, copy, copy + size };
  if (!scan_document (&scanner, error))
    return NULL;

  *length = size;
  return g_steal_pointer (&copy);
}

/**
 * ebb_json_parse_piece:
 * @parser: a parser, that may have been used before
 * @text: a value in a text that ebb_json_check() has returned
 * @length: how long it is, in bytes
 * @error: %EBB_ERROR_BAD_REPLY
 *
 * Returns: (transfer full): the value, never %NULL without @error
 */
JsonNode *
ebb_json_parse_piece (JsonParser  *parser,
                      const char  *text,
                      gsize        length,
                      GError     **error)
{
  g_autoptr (GError) local_error = NULL;

  if (json_parser_load_from_data (parser, text, (gssize) length, &local_error))
    return json_parser_steal_root (parser);

  g_set_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY, "not JSON: %s", local_error->message);
  return NULL;
}

/**
 * ebb_json_parse:
 * @bytes: a text in UTF-8
 * @error: %EBB_ERROR_BAD_REPLY, naming the byte and what was expected there
 *
 * Parses a JSON document that ebb_json_check() accepts.
 *
 * Returns: (transfer full): the root, never %NULL without @error
 */
JsonNode *
ebb_json_parse (GBytes  *bytes,
                GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length;
  g_autofree char *text = ebb_json_check (bytes, &length, error);

  return text != NULL ? ebb_json_parse_piece (parser, text, length, error) : NULL;
}
