/** Task types that travel into the deployed WAR so that the browser tests have something to see. */
@NullMarked
package dev.taskwire.browser.tasks;

import org.jspecify.annotations.NullMarked;
