/** In columns of a turned picture. */
export const sectionColumns = {
  /** From one section to the next: 2.4 m. */
  apart: 3,
  /** To each side a section is averaged over so many, 16.8 m in all: a bend of 150 m radius leaves its chord by a quarter of a metre. */
  reach: 10,
} as const;
