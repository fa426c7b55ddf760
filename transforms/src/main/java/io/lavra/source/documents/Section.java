package io.lavra.source.documents;

/**
 * A part of a document under one heading.
 *
 * @param path of the document, as the caller names it
 * @param title of the document: its own, else its first heading, else its file name
 * @param section 0 for what stands before the first heading, then counted in reading order
 * @param heading the headings it stands under, outermost first, joined by {@code " > "}; empty
 *     where there is none
 * @param text what stands there, as plain text; paragraphs are separated by blank lines; empty
 *     under a heading that only has sub-headings
 */
public record Section(String path, String title, int section, String heading, String text) {}
