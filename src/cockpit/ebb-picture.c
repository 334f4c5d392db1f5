/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A widget as a picture. */

#include "cockpit/ebb-picture.h"

/**
 * ebb_picture_take:
 * @widget: a widget that is shown
 * @error: %G_IO_ERROR_PENDING while nothing is drawn yet
 *
 * Draws a widget as it is now.
 *
 * Returns: (transfer full): the picture, one pixel for each application pixel
 */
GdkTexture *
ebb_picture_take (GtkWidget  *widget,
                  GError    **error)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PENDING, "nothing is drawn yet");
      return NULL;
    }

  return gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
                                      &GRAPHENE_RECT_INIT (0, 0, width, height));
}

/**
 * ebb_picture_save:
 * @picture: a picture
 * @path: where the PNG goes; replaced only when it is whole
 * @error: why it could not be written
 *
 * Returns: whether it is written
 */
gboolean
ebb_picture_save (GdkTexture  *picture,
                  const char  *path,
                  GError     **error)
{
  g_autoptr (GBytes) png = gdk_texture_save_to_png_bytes (picture);

  return g_file_set_contents (path, g_bytes_get_data (png, NULL), (gssize) g_bytes_get_size (png), error);
}
