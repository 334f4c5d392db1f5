/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The small page that a browser shows when it has come back: a headline and a sentence, nothing that runs, nothing
 * that is fetched from anywhere, light or dark as the person likes it. */

#include "http/ebb-loopback-page.h"

#include <string.h>

static const char page_format[] =
  "<!DOCTYPE html>\n"
  "<html>\n"
  "<head>\n"
  "<meta charset=\"utf-8\">\n"
  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
  "<title>%1$s</title>\n"
  "<style>\n"
  ":root { color-scheme: light dark; }\n"
  "body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #fafafa; color: #2e3436; "
  "font: 1.125rem/1.5 Cantarell, system-ui, sans-serif; }\n"
  "main { max-width: 28rem; padding: 2rem; text-align: center; }\n"
  "h1 { margin: 0 0 0.5rem; font-size: 1.75rem; }\n"
  "p { margin: 0; }\n"
  "@media (prefers-color-scheme: dark) { body { background: #242424; color: #ffffff; } }\n"
  "</style>\n"
  "</head>\n"
  "<body><main><h1 dir=\"auto\">%1$s</h1><p dir=\"auto\">%2$s</p></main></body>\n"
  "</html>\n";

/**
 * ebb_loopback_page_answer:
 * @message: a request
 * @status: the HTTP status
 * @title: the headline, plain text
 * @text: the sentence below, plain text
 *
 * Answers @message with a page. The address that led here may hold a code, so nothing of it is stored or passed on.
 */
void
ebb_loopback_page_answer (SoupServerMessage *message,
                          guint              status,
                          const char        *title,
                          const char        *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe_text = g_markup_escape_text (text, -1);
  char *page = g_strdup_printf (page_format, safe_title, safe_text);

  soup_message_headers_replace (headers, "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Connection", "close");

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_TAKE, page, strlen (page));
}
