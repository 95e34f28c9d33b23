/**
 * Tests of the page and of the browser client in a real Chromium, on the server that the build
 * chose. What is on a page is found as people find it: by role and accessible name.
 */
@NullMarked
package dev.taskwire.browser;

import org.jspecify.annotations.NullMarked;
