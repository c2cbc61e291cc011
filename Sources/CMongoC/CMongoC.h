// The MongoDB driver, and what of it Swift cannot call by itself.
//
// A bson_t wants an alignment of 128 bytes, which Swift's stack does not promise. So documents cross this border as plain
// bytes, and every bson_t that is not the driver's own lives on the C side of it.
#ifndef HOGLET_CMONGOC_H
#define HOGLET_CMONGOC_H

#include <mongoc/mongoc.h>
#include <stdlib.h>

// A document that Swift holds: an int32 length, elements, a zero byte.
typedef struct {
  const uint8_t *bytes;
  size_t count;
} hoglet_document;

static inline uint32_t hoglet_bson_length(const bson_t *document) { return document->len; }

// Runs a command and returns a copy of the reply, to be destroyed by the caller. The reply to what has failed is empty, or
// the server's.
static inline bson_t *hoglet_command(mongoc_client_t *client, const char *database, hoglet_document command,
                                     hoglet_document options, bool is_write, bool *has_succeeded,
                                     bson_error_t *error) {
  bson_t body, opts, reply;
  bson_t *copy;
  *has_succeeded = false;
  if (!bson_init_static(&body, command.bytes, command.count) ||
      !bson_init_static(&opts, options.bytes, options.count)) {
    return bson_new();
  }
  *has_succeeded =
      is_write ? mongoc_client_write_command_with_opts(client, database, &body, &opts, &reply, error)
               : mongoc_client_read_command_with_opts(client, database, &body, NULL, &opts, &reply, error);
  copy = bson_copy(&reply);
  bson_destroy(&reply);
  return copy;
}

// Inserts documents that lie one behind the other; ends[i] is where document i ends.
static inline bson_t *hoglet_insert(mongoc_collection_t *collection, const uint8_t *bytes, const size_t *ends,
                                    size_t count, hoglet_document options, bool *has_succeeded,
                                    bson_error_t *error) {
  bson_t *documents = (bson_t *)aligned_alloc(128, count * sizeof(bson_t));
  const bson_t **pointers = (const bson_t **)malloc(count * sizeof(*pointers));
  bson_t opts, reply;
  bson_t *copy = NULL;
  size_t start = 0;
  bool is_valid = documents && pointers && bson_init_static(&opts, options.bytes, options.count);
  *has_succeeded = false;
  for (size_t index = 0; is_valid && index < count; index++) {
    is_valid = bson_init_static(&documents[index], bytes + start, ends[index] - start);
    pointers[index] = &documents[index];
    start = ends[index];
  }
  if (is_valid) {
    *has_succeeded = mongoc_collection_insert_many(collection, pointers, count, &opts, &reply, error);
    copy = bson_copy(&reply);
    bson_destroy(&reply);
  }
  free(pointers);
  free(documents);
  return copy ? copy : bson_new();
}

static inline mongoc_cursor_t *hoglet_find(mongoc_collection_t *collection, hoglet_document filter,
                                           hoglet_document options) {
  bson_t query, opts;
  if (!bson_init_static(&query, filter.bytes, filter.count) ||
      !bson_init_static(&opts, options.bytes, options.count)) {
    return NULL;
  }
  return mongoc_collection_find_with_opts(collection, &query, &opts, NULL);
}

static inline mongoc_change_stream_t *hoglet_watch(const mongoc_collection_t *collection, hoglet_document pipeline,
                                                   hoglet_document options) {
  bson_t stages, opts;
  if (!bson_init_static(&stages, pipeline.bytes, pipeline.count) ||
      !bson_init_static(&opts, options.bytes, options.count)) {
    return NULL;
  }
  return mongoc_collection_watch(collection, &stages, &opts);
}

static inline bool hoglet_change_stream_failed(const mongoc_change_stream_t *stream, bson_error_t *error) {
  const bson_t *reply;
  return mongoc_change_stream_error_document(stream, error, &reply);
}

static inline const char *hoglet_error_message(const bson_error_t *error) { return error->message; }

#endif
