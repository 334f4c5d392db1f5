/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "base/ebb-error.h"
#include "http/ebb-transport.h"
#include "test-credentials.h"

G_BEGIN_DECLS

/* The tokens of all tests begin with this, so that one look through all that was logged is enough. */
#define SECRET "hush-hush-"

typedef struct _Fixture Fixture;

typedef void (*Answer) (Fixture           *fixture,
                        SoupServerMessage *message,
                        guint              nth);

struct _Fixture
{
  SoupServer *server;
  Answer answer;
  guint n_requests;
  TestCredentials *credentials;
  EbbTransport *transport;
  gpointer data; /* the test's own */
};

/* One request under way, or its end. */
typedef struct
{
  gboolean is_done;
  EbbReply *reply;
  GError *error;
} Outcome;

void        fixture_init_log        (void);
char       *fixture_take_log        (void);
Fixture    *fixture_new             (Answer             answer,
                                     const char        *token,
                                     const char        *next_token);
void        fixture_free            (Fixture           *self);
void        fixture_shorten_limits  (EbbTransport      *transport);
void        fixture_send            (EbbTransport      *transport,
                                     const char        *method,
                                     const char        *path,
                                     const char        *if_match,
                                     GCancellable      *cancellable,
                                     Outcome           *outcome);
void        fixture_wait            (Outcome           *outcome);
void        fixture_run             (EbbTransport      *transport,
                                     const char        *method,
                                     const char        *path,
                                     const char        *if_match,
                                     Outcome           *outcome);
void        outcome_clear           (Outcome           *outcome);
const char *outcome_get_text        (Outcome           *outcome);
void        answer_json             (SoupServerMessage *message,
                                     guint              status,
                                     const char        *body);
const char *get_request_header      (SoupServerMessage *message,
                                     const char        *name);
void        set_header              (SoupServerMessage *message,
                                     const char        *name,
                                     const char        *value);

#define assert_outcome_error(outcome, expected) \
  G_STMT_START { \
    g_assert_null ((outcome)->reply); \
    g_assert_error ((outcome)->error, EBB_ERROR, expected); \
  } G_STMT_END

G_END_DECLS
