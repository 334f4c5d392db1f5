/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cockpit/ebb-look.h"

G_BEGIN_DECLS

/**
 * EbbGallerySize:
 * @name: (owned): "narrow", or as it was given: "360x640"
 * @width: application pixels
 * @height: application pixels
 */
typedef struct
{
  char *name;
  int   width;
  int   height;
} EbbGallerySize;

/**
 * EbbGalleryLocale:
 * @name: "rtl"
 * @language: its words, figures and dates
 * @is_mirrored: whether it is read from right to left
 */
typedef struct
{
  const char        *name;
  const EbbLanguage *language;
  gboolean           is_mirrored;
} EbbGalleryLocale;

/**
 * EbbGalleryTheme:
 * @name: "light"
 * @is_dark: whether it is the dark style
 * @is_high_contrast: whether it is of high contrast
 */
typedef struct
{
  const char *name;
  gboolean    is_dark;
  gboolean    is_high_contrast;
} EbbGalleryTheme;

/**
 * EbbGalleryPlan:
 * @pattern: (owned) (nullable): the scenarios to draw, shell patterns with commas between; %NULL for all
 * @sizes: (owned) (element-type EbbGallerySize): of the window
 * @locales: (owned) (element-type EbbGalleryLocale): languages
 * @themes: (owned) (element-type EbbGalleryTheme): styles
 * @scales: (owned) (element-type int): text sizes, percent
 *
 * What a gallery shows of each scenario: every combination, but for what a scenario has a look of its own for.
 */
typedef struct
{
  char   *pattern;
  GArray *sizes;
  GArray *locales;
  GArray *themes;
  GArray *scales;
} EbbGalleryPlan;

/**
 * EbbGalleryWords:
 * @pattern: (nullable): --only
 * @sizes: (nullable): --sizes
 * @locales: (nullable): --locales
 * @themes: (nullable): --themes
 * @scales: (nullable): --scales
 *
 * The same as it is written on a command line; %NULL for the usual.
 */
typedef struct
{
  const char *pattern;
  const char *sizes;
  const char *locales;
  const char *themes;
  const char *scales;
} EbbGalleryWords;

EbbGalleryPlan *ebb_gallery_plan_new         (const EbbGalleryWords  *words,
                                              GError                **error);
gboolean        ebb_gallery_plan_get_locale  (guint                   i,
                                              EbbGalleryLocale       *locale);
const char     *ebb_gallery_plan_name_theme  (gboolean                is_dark,
                                              gboolean                is_high_contrast);
EbbGalleryPlan *ebb_gallery_plan_narrow      (const EbbGalleryPlan   *self,
                                              const EbbLook          *look);
void            ebb_gallery_plan_free        (EbbGalleryPlan         *self);
gboolean        ebb_gallery_plan_has         (const EbbGalleryPlan   *self,
                                              const char             *scenario);
char           *ebb_gallery_plan_dup_file    (const char             *scenario,
                                              const EbbGallerySize   *size,
                                              const EbbGalleryTheme  *theme,
                                              const EbbGalleryLocale *locale,
                                              int                     scale);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EbbGalleryPlan, ebb_gallery_plan_free)

G_END_DECLS
