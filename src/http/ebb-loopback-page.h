/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

void ebb_loopback_page_answer (SoupServerMessage *message,
                               guint              status,
                               const char        *title,
                               const char        *text);

G_END_DECLS
