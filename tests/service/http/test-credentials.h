/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "http/ebb-credentials.h"

G_BEGIN_DECLS

#define TEST_TYPE_CREDENTIALS (test_credentials_get_type ())
G_DECLARE_FINAL_TYPE (TestCredentials, test_credentials, TEST, CREDENTIALS, GObject)

struct _TestCredentials
{
  GObject parent_instance;

  char *token;         /* (nullable): what is sent */
  char *next_token;    /* (nullable): what a renewal brings; NULL when it fails */
  int renewal_error;   /* the code of a renewal that fails */
  gboolean is_held;    /* a renewal waits for test_credentials_release() */
  guint n_renewals;
  GTask *held;
};

TestCredentials *test_credentials_new     (const char      *token,
                                           const char      *next_token);
void             test_credentials_release (TestCredentials *self);

G_END_DECLS
