/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cockpit/ebb-gallery-plan.h"
#include "cockpit/ebb-scene.h"

G_BEGIN_DECLS

/* What a worker says of a scenario, as the text of one GVariant a line: its name; each picture's file and what the audit found on it;
 * why it was not drawn, or nothing; how long it took, milliseconds. */
#define EBB_GALLERY_RESULT "(sa(sas)sx)"

/* Before what it says when a picture cannot be written: no other could be either. */
#define EBB_GALLERY_END "end: "

int ebb_gallery_worker_run (const char           *application_id,
                            EbbScene             *scene,
                            const EbbGalleryPlan *plan,
                            const char           *directory);

G_END_DECLS
