/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages that a browser shows while a device is connected: plain forms without a script. Their frame is a file of
 * pages/, their words another one, so that a language is added without code. Everything put in is escaped. */

#include "sandbox/sandbox-page.h"

#include "sandbox/sandbox-data.h"
#include "sandbox/sandbox-json.h"

#include <string.h>

typedef struct
{
  JsonNode   *root;     /* (owned) */
  JsonObject *chosen;   /* (unowned) */
  const char *language; /* (unowned) */
} Words;

/* The words of the language that was asked for, or English. */
static void
words_init (Words      *words,
            const char *language)
{
  g_autoptr (GBytes) bytes = sandbox_data_get ("pages/words.json");
  g_auto (GStrv) subtags = g_strsplit_set (language, "-_", 2);
  JsonObject *all;
  JsonNode *member;

  words->root = sandbox_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  all = json_node_get_object (words->root);
  member = subtags[0] != NULL ? json_object_get_member (all, subtags[0]) : NULL;
  if (member == NULL)
    member = json_object_get_member (all, "en");
  words->chosen = json_node_get_object (member);
  words->language = json_object_get_string_member (words->chosen, "language");
}

static void
words_clear (Words *words)
{
  json_node_unref (words->root);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static const char *
say (Words      *words,
     const char *key)
{
  return json_object_get_string_member (words->chosen, key);
}

/* Words with "{maker}" filled in, escaped. */
static char *
say_of (Words          *words,
        const char     *key,
        SandboxVisit *session)
{
  g_autoptr (GString) text = g_string_new (say (words, key));

  g_string_replace (text, "{maker}", session->manufacturer != NULL ? session->manufacturer : say (words, "maker"), 0);
  return g_markup_escape_text (text->str, -1);
}

static SandboxAnswer *
make_page (guint       status,
           Words      *words,
           const char *color_scheme,
           const char *head,
           const char *title,
           const char *content)
{
  g_autoptr (GBytes) frame = sandbox_data_get ("pages/frame.html");
  GString *page = g_string_new_len (g_bytes_get_data (frame, NULL), g_bytes_get_size (frame));
  SandboxAnswer *answer;

  g_string_replace (page, "{language}", words->language, 0);
  g_string_replace (page, "{color_scheme}", color_scheme, 0);
  g_string_replace (page, "{head}", head, 0);
  g_string_replace (page, "{make_believe}", say (words, "make-believe"), 0);
  g_string_replace (page, "{title}", title, 0);
  /* Last, since it holds what others wrote. */
  g_string_replace (page, "{content}", content, 1);

  answer = sandbox_answer_new_text (status, "text/html; charset=utf-8", g_string_free (page, FALSE));
  sandbox_answer_add_header (answer, "Cache-Control", "no-store");
  sandbox_answer_add_header (answer, "Referrer-Policy", "no-referrer");
  sandbox_answer_add_header (answer, "X-Frame-Options", "DENY");
  sandbox_answer_add_header (answer, "Content-Security-Policy",
                             "default-src 'none'; style-src 'unsafe-inline'; img-src http: https:; base-uri 'none'");
  return answer;
}

static void
append_makers (GString *content,
               Words   *words,
               JsonNode *makers,
               SandboxVisit *session)
{
  JsonArray *list = json_object_get_array_member (json_node_get_object (makers), "manufacturers");
  g_autofree char *label = g_markup_escape_text (say (words, "maker-label"), -1);

  g_string_append_printf (content, "<p><label for=\"maker\">%s</label>\n<select id=\"maker\" name=\"maker\">\n", label);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *maker = json_array_get_object_element (list, i);
      const char *maker_name = json_object_get_string_member (maker, "manufacturer");
      g_autofree char *name = g_markup_escape_text (maker_name, -1);
      JsonArray *types = json_object_get_array_member (maker, "device_types");

      if (session->manufacturer != NULL && strcmp (session->manufacturer, maker_name) != 0)
        continue;
      for (guint j = 0; j < json_array_get_length (types); j++)
        {
          const char *type = json_array_get_string_element (types, j);
          g_autofree char *kind = g_markup_escape_text (say (words, type), -1);

          if (session->device_type == NULL || strcmp (session->device_type, type) == 0)
            g_string_append_printf (content, "<option value=\"%s/%s\">%s · %s</option>\n", name, type, name, kind);
        }
    }
  g_string_append (content, "</select></p>\n");
}

static void
append_account (GString       *content,
                Words         *words,
                SandboxOutcome outcome,
                gboolean       is_checked)
{
  const char *name = sandbox_outcome_get_name (outcome);
  g_autofree char *text = g_markup_escape_text (say (words, name), -1);

  g_string_append_printf (content,
                          "<label class=\"account\"><input type=\"radio\" name=\"account\" value=\"%s\"%s> %s</label>\n",
                          name, is_checked ? " checked" : "", text);
}

/**
 * sandbox_page_new_choice:
 * @session: a pending session
 * @outcome: how it will end; %SANDBOX_OUTCOME_ANY offers an account for each end
 * @makers: (nullable): makers to choose from, if the session does not say which
 *
 * Returns: (transfer full): the page on which a person picks a make-believe account and presses Connect or Cancel
 */
SandboxAnswer *
sandbox_page_new_choice (SandboxVisit *session,
                         SandboxOutcome  outcome,
                         JsonNode       *makers)
{
  g_auto (Words) words = { NULL, NULL, NULL };
  g_autoptr (GString) content = g_string_new (NULL);
  g_autofree char *title = NULL;
  g_autofree char *lead = NULL;

  words_init (&words, session->language);
  title = say_of (&words, session->manufacturer != NULL ? "title" : "title-any", session);
  lead = say_of (&words, "lead", session);

  g_string_append_printf (content, "<h1>%s</h1>\n<p>%s</p>\n<form method=\"post\" action=\"%s\">\n", title, lead,
                          session->id);
  if (makers != NULL)
    append_makers (content, &words, makers, session);
  g_string_append_printf (content, "<fieldset><legend>%s</legend>\n", say (&words, "account"));
  if (outcome != SANDBOX_OUTCOME_ANY)
    append_account (content, &words, outcome, TRUE);
  else
    for (guint i = SANDBOX_OUTCOME_SUCCESS_ONE; i < SANDBOX_N_OUTCOMES; i++)
      if (i != SANDBOX_OUTCOME_CANCELLED)
        append_account (content, &words, i, i == SANDBOX_OUTCOME_SUCCESS_ONE);
  g_string_append_printf (content,
                          "</fieldset>\n<p class=\"buttons\">"
                          "<button name=\"decision\" value=\"cancel\">%s</button>\n"
                          "<button name=\"decision\" value=\"connect\" class=\"suggested\">%s</button></p>\n</form>\n",
                          say (&words, "cancel"), say (&words, "connect"));
  return make_page (200, &words, session->color_scheme, "", title, content->str);
}

/**
 * sandbox_page_new_end:
 * @session: a session that is over
 * @return_url: (nullable): where a person can go from here
 * @is_twice: whether the page goes there by itself, twice
 *
 * Returns: (transfer full): the page that says how it ended
 */
SandboxAnswer *
sandbox_page_new_end (SandboxVisit *session,
                      const char     *return_url,
                      gboolean        is_twice)
{
  g_auto (Words) words = { NULL, NULL, NULL };
  g_autoptr (GString) content = g_string_new (NULL);
  g_autoptr (GString) head = g_string_new (NULL);
  g_autofree char *key = g_strconcat ("end-", sandbox_visit_get_status_name (session), NULL);
  g_autofree char *title = NULL;

  words_init (&words, session->language);
  title = say_of (&words, key, session);
  g_string_append_printf (content, "<h1>%s</h1>\n<p>%s</p>\n", title, say (&words, "close"));
  if (return_url != NULL)
    {
      g_autofree char *url = g_markup_escape_text (return_url, -1);

      g_string_append_printf (content, "<p><a href=\"%s\">%s</a></p>\n", url, say (&words, "return"));
      if (is_twice)
        {
          g_string_append_printf (content, "<img src=\"%s\" alt=\"\" hidden>\n", url);
          g_string_append_printf (head, "<meta http-equiv=\"refresh\" content=\"1;url=%s\">\n", url);
        }
    }
  return make_page (session->status == SANDBOX_VISIT_EXPIRED ? 410 : 200, &words, session->color_scheme, head->str,
                    title, content->str);
}

/**
 * sandbox_page_new_unknown:
 *
 * Returns: (transfer full): the page for a link that was never given out
 */
SandboxAnswer *
sandbox_page_new_unknown (void)
{
  g_auto (Words) words = { NULL, NULL, NULL };
  g_autoptr (GString) content = g_string_new (NULL);

  words_init (&words, "en");
  g_string_append_printf (content, "<h1>%s</h1>\n<p>%s</p>\n", say (&words, "unknown"), say (&words, "close"));
  return make_page (404, &words, "light", "", say (&words, "unknown"), content->str);
}
