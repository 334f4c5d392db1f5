/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/ebb-device-session.h"

#include "base/ebb-clock.h"

/**
 * ebb_device_sessions_drop_old:
 * @sessions: (element-type EbbDeviceSession): what was
 * @from_us: since when it is of interest
 * @keeps_open: whether what had not ended when that was told is kept
 *
 * Takes out what ended before.
 */
void
ebb_device_sessions_drop_old (GArray   *sessions,
                              gint64    from_us,
                              gboolean  keeps_open)
{
  for (guint i = sessions->len; i > 0; i--)
    {
      gint64 end_us = g_array_index (sessions, EbbDeviceSession, i - 1).end_us;

      if (end_us == EBB_TIME_UNKNOWN ? !keeps_open : end_us < from_us)
        g_array_remove_index (sessions, i - 1);
    }
}
