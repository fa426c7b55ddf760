/**
 * Where files lie: a local folder, or a bucket of an S3 server, with retries, limits of time and
 * one writer at a name.
 */
@NullMarked
package io.lavra.lake.storage;

import org.jspecify.annotations.NullMarked;
