/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Unguessable values. GLib's own generators are for simulations; these are for secrets. */

#include "base/ebb-random.h"

#include <string.h>
#include <sys/random.h>

/**
 * ebb_random_token:
 * @n_bytes: how much randomness, 16 to 64 bytes
 *
 * Makes a value that nobody can guess, from the kernel's generator, written as base64url without padding (RFC 4648,
 * section 5), so that it can stand in an address.
 *
 * Returns: (transfer full): the text
 */
char *
ebb_random_token (gsize n_bytes)
{
  guint8 bytes[64];
  char *text;

  g_return_val_if_fail (n_bytes >= 16 && n_bytes <= sizeof bytes, NULL);

  /* Up to 256 bytes come whole or, only before the kernel's generator is ready, not at all. */
  if (getrandom (bytes, n_bytes, 0) != (gssize) n_bytes)
    g_error ("The kernel gives no random bytes");

  text = g_base64_encode (bytes, n_bytes);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  *strchrnul (text, '=') = '\0';

  return text;
}
