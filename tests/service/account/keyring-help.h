/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-keyring-problem.h"
#include "account/ebb-token-store.h"

G_BEGIN_DECLS

#define HELP_APPLICATION_ID "org.example.EbbTest"
#define HELP_SCHEMA         HELP_APPLICATION_ID ".Token"

typedef struct
{
  EbbTokenStore  *store;
  EbbEnvironment *environment;
  EbbTokenKey    *key;
  EbbToken       *token;
} Keyring;

void      help_keyring_set_up          (Keyring            *keyring,
                                        gconstpointer       data);
void      help_keyring_tear_down       (Keyring            *keyring,
                                        gconstpointer       data);
char     *help_secret_tool             (const char         *verb,
                                        const char         *attribute,
                                        const char         *value);
guint     help_count                   (const char         *haystack,
                                        const char         *needle);
void      help_lock                    (void);
gboolean  help_has_owner               (const char         *name);
pid_t     help_get_keyring_pid         (void);
void      help_assert_nothing_works    (Keyring            *keyring,
                                        EbbKeyringProblem   problem);
void      help_log_begin               (void);
void      help_log_assert_keeps_secret (EbbToken           *token);

G_END_DECLS
