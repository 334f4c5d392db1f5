/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RS256 (RFC 7518, 3.3: RSASSA-PKCS1-v1_5 with SHA-256) with the make-believe keys of the sandbox. The cryptography is Nettle's, the
 * library beneath GnuTLS: GnuTLS itself would bring TLS, certificates and smart cards into every demo, 2 MiB that nobody uses. */

#include "sandbox/sandbox-rsa.h"

#include "sandbox/sandbox-data.h"

#include <gmp.h>
#include <nettle/asn1.h>
#include <nettle/rsa.h>
#include <string.h>

/* What RFC 7518 asks for at least. */
#define MIN_KEY_BITS 2048

/* The bytes inside a PEM file (RFC 7468), whatever is said before them. */
static guchar *
read_pem (const char *file,
          gsize      *length)
{
  g_autoptr (GBytes) data = sandbox_data_get (file);
  g_autofree char *text = g_strndup (g_bytes_get_data (data, NULL), g_bytes_get_size (data));
  const char *begin = strstr (text, "-----BEGIN ");
  const char *body = begin != NULL ? strchr (begin, '\n') : NULL;
  char *end = body != NULL ? strstr (body, "-----END ") : NULL;

  if (end == NULL)
    g_error ("%s is not a PEM file", file);

  *end = '\0';
  return g_base64_decode (body, length);
}

/**
 * sandbox_rsa_sign:
 * @key_file: a private key (PKCS #1, PEM) among the sandbox's own data
 * @text: what to sign
 * @length: its length in bytes
 *
 * Returns: (transfer full): the signature, as long as the key
 */
GBytes *
sandbox_rsa_sign (const char *key_file,
                  const char *text,
                  gsize       length)
{
  gsize der_length;
  g_autofree guchar *der = read_pem (key_file, &der_length);
  g_autofree guchar *signature = NULL;
  struct rsa_public_key public_key;
  struct rsa_private_key key;
  struct sha256_ctx hash;
  mpz_t number;
  gsize size;

  rsa_public_key_init (&public_key);
  rsa_private_key_init (&key);
  mpz_init (number);
  sha256_init (&hash);
  sha256_update (&hash, length, (const guint8 *) text);
  if (!rsa_keypair_from_der (&public_key, &key, 0, der_length, der) || !rsa_sha256_sign (&key, &hash, number))
    g_error ("%s is not a key to sign with", key_file);

  size = key.size;
  signature = g_malloc (size);
  nettle_mpz_get_str_256 (size, signature, number);
  mpz_clear (number);
  rsa_private_key_clear (&key);
  rsa_public_key_clear (&public_key);

  return g_bytes_new_take (g_steal_pointer (&signature), size);
}

/**
 * sandbox_rsa_verify:
 * @key_file: a public key (PKCS #1, PEM) among the sandbox's own data
 * @text: what was signed
 * @length: its length in bytes
 * @signature: the signature
 *
 * Returns: whether @signature is that key's, of that text
 */
gboolean
sandbox_rsa_verify (const char *key_file,
                    const char *text,
                    gsize       length,
                    GBytes     *signature)
{
  gsize der_length;
  g_autofree guchar *der = read_pem (key_file, &der_length);
  struct asn1_der_iterator der_iterator;
  struct rsa_public_key key;
  struct sha256_ctx hash;
  mpz_t number;
  gboolean is_good;

  rsa_public_key_init (&key);
  if (asn1_der_iterator_first (&der_iterator, der_length, der) != ASN1_ITERATOR_CONSTRUCTED ||
      !rsa_public_key_from_der_iterator (&key, 0, &der_iterator) || mpz_sizeinbase (key.n, 2) < MIN_KEY_BITS)
    g_error ("%s is not a key to verify with", key_file);

  nettle_mpz_init_set_str_256_u (number, g_bytes_get_size (signature), g_bytes_get_data (signature, NULL));
  sha256_init (&hash);
  sha256_update (&hash, length, (const guint8 *) text);
  /* A signature is as long as its key, no byte more or less (RFC 8017, 8.2.2). */
  is_good = g_bytes_get_size (signature) == key.size && rsa_sha256_verify (&key, &hash, number);
  mpz_clear (number);
  rsa_public_key_clear (&key);

  return is_good;
}
