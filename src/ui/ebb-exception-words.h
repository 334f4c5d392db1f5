/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-exception-keeper.h"
#include "ui/ebb-sentence.h"

G_BEGIN_DECLS

char *ebb_exception_words_for_title (const EbbExceptionValues *values);
char *ebb_exception_words_for_end  (const EbbExceptionValues *values,
                                    EbbDevice                *device,
                                    const EbbPlaceAndTime    *where);
char *ebb_exception_words_for_cost (const EbbForesight       *foresight,
                                    const EbbPlaceAndTime    *where);

G_END_DECLS
