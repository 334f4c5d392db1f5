/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Certificates that nobody vouches for but who is told to. */

#include "self-signed.h"

#include <gnutls/x509.h>
#include <string.h>
#include <time.h>

static void
assert_gnutls (int result)
{
  if (result < 0)
    g_error ("GnuTLS: %s", gnutls_strerror (result));
}

/* Returns: (transfer full): a key and a certificate for @host that signs itself, as PEM, valid from an hour ago for two */
char *
self_signed_make (const char *host)
{
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t certificate;
  gnutls_datum_t key_pem;
  gnutls_datum_t certificate_pem;
  time_t now = time (NULL);
  char *pem;

  assert_gnutls (gnutls_x509_privkey_init (&key));
  assert_gnutls (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                               GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0));
  assert_gnutls (gnutls_x509_crt_init (&certificate));
  assert_gnutls (gnutls_x509_crt_set_version (certificate, 3));
  assert_gnutls (gnutls_x509_crt_set_serial (certificate, "\x01", 1));
  assert_gnutls (gnutls_x509_crt_set_dn (certificate, "CN=Ebb test", NULL));
  assert_gnutls (gnutls_x509_crt_set_activation_time (certificate, now - 3600));
  assert_gnutls (gnutls_x509_crt_set_expiration_time (certificate, now + 3600));
  assert_gnutls (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, host, (unsigned) strlen (host),
                                                       GNUTLS_FSAN_SET));
  assert_gnutls (gnutls_x509_crt_set_basic_constraints (certificate, 1, -1));
  assert_gnutls (gnutls_x509_crt_set_key (certificate, key));
  assert_gnutls (gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0));
  assert_gnutls (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &key_pem));
  assert_gnutls (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &certificate_pem));

  pem = g_strconcat ((const char *) certificate_pem.data, (const char *) key_pem.data, NULL);

  gnutls_free (key_pem.data);
  gnutls_free (certificate_pem.data);
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (key);

  return pem;
}
