/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EbbSaveFunc:
 * @file: (nullable): where to; %NULL when nowhere
 * @user_data: (closure): what was given with the function
 *
 * Told where a person wants to save something.
 */
typedef void (*EbbSaveFunc) (GFile    *file,
                             gpointer  user_data);

void ebb_save_dialog_ask (GtkWindow   *parent,
                          const char  *title,
                          const char  *name,
                          EbbSaveFunc  func,
                          gpointer     owner);

G_END_DECLS
