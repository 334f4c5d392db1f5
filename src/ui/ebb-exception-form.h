/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-home.h"

G_BEGIN_DECLS

#define EBB_TYPE_EXCEPTION_FORM (ebb_exception_form_get_type ())
G_DECLARE_FINAL_TYPE (EbbExceptionForm, ebb_exception_form, EBB, EXCEPTION_FORM, GtkWidget)

void     ebb_exception_form_open       (EbbExceptionForm         *self,
                                        EbbHome                  *home,
                                        EbbExceptionKind          kind,
                                        const EbbSpoValues       *usual);
gboolean ebb_exception_form_get_values (EbbExceptionForm         *self,
                                        EbbExceptionValues       *values);
char    *ebb_exception_form_dup_note   (EbbExceptionForm         *self);

G_END_DECLS
