/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ebb-device-session.h"
#include "ui/ebb-sentence.h"

G_BEGIN_DECLS

char *ebb_session_words_dup_when    (const EbbDeviceSession *session,
                                     const EbbPlaceAndTime  *where);
char *ebb_session_words_dup_figures (const EbbDeviceSession *session,
                                     const EbbPlaceAndTime  *where);

G_END_DECLS
