/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text for a page, where nothing that was said can become markup. */

#include "cockpit/ebb-html.h"

/**
 * ebb_html_append:
 * @html: a page
 * @format: markup, with places for text; numbers, quotation marks and all
 * @...: the text: every argument is escaped, the format is not
 */
void
ebb_html_append (GString    *html,
                 const char *format,
                 ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_markup_vprintf_escaped (format, arguments);
  va_end (arguments);
  g_string_append (html, text);
}
