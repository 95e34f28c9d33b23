/**
 * The page and the browser's client, which are in the jar: serves them under {@code /taskwire/}, in
 * our own WAR at its root as well, so that a browser takes a changed file at once and an unchanged
 * one never again; and tells them where the API is.
 *
 * <p>Called by the server only. Depends on problem and Jakarta Servlet; nothing depends on it. Who
 * may come here, and with which headers, is for the edge to say.
 */
@NullMarked
package dev.taskwire.page;

import org.jspecify.annotations.NullMarked;
