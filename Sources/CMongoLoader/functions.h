// The functions of the driver that are called: FUNCTION(result, name, parameters, arguments).
FUNCTION(bson_t *, bson_copy, (const bson_t *bson), (bson))
FUNCTION(void, bson_destroy, (bson_t * bson), (bson))
FUNCTION(const uint8_t *, bson_get_data, (const bson_t *bson), (bson))
FUNCTION(bool, bson_init_static, (bson_t * bson, const uint8_t *data, size_t length), (bson, data, length))
FUNCTION(bson_t *, bson_new, (void), ())
FUNCTION(void, mongoc_change_stream_destroy, (mongoc_change_stream_t * stream), (stream))
FUNCTION(bool, mongoc_change_stream_error_document,
         (const mongoc_change_stream_t *stream, bson_error_t *error, const bson_t **reply), (stream, error, reply))
FUNCTION(bool, mongoc_change_stream_next, (mongoc_change_stream_t * stream, const bson_t **bson), (stream, bson))
FUNCTION(mongoc_collection_t *, mongoc_client_get_collection,
         (mongoc_client_t * client, const char *database, const char *collection), (client, database, collection))
FUNCTION(void, mongoc_client_pool_destroy, (mongoc_client_pool_t * pool), (pool))
FUNCTION(void, mongoc_client_pool_max_size, (mongoc_client_pool_t * pool, uint32_t size), (pool, size))
FUNCTION(mongoc_client_pool_t *, mongoc_client_pool_new_with_error, (const mongoc_uri_t *uri, bson_error_t *error),
         (uri, error))
FUNCTION(void, mongoc_client_pool_push, (mongoc_client_pool_t * pool, mongoc_client_t *client), (pool, client))
FUNCTION(bool, mongoc_client_pool_set_error_api, (mongoc_client_pool_t * pool, int32_t version), (pool, version))
FUNCTION(mongoc_client_t *, mongoc_client_pool_try_pop, (mongoc_client_pool_t * pool), (pool))
FUNCTION(bool, mongoc_client_read_command_with_opts,
         (mongoc_client_t * client, const char *database, const bson_t *command, const mongoc_read_prefs_t *preference,
          const bson_t *options, bson_t *reply, bson_error_t *error),
         (client, database, command, preference, options, reply, error))
FUNCTION(bool, mongoc_client_write_command_with_opts,
         (mongoc_client_t * client, const char *database, const bson_t *command, const bson_t *options, bson_t *reply,
          bson_error_t *error),
         (client, database, command, options, reply, error))
FUNCTION(void, mongoc_collection_destroy, (mongoc_collection_t * collection), (collection))
FUNCTION(mongoc_cursor_t *, mongoc_collection_find_with_opts,
         (mongoc_collection_t * collection, const bson_t *filter, const bson_t *options,
          const mongoc_read_prefs_t *preference),
         (collection, filter, options, preference))
FUNCTION(bool, mongoc_collection_insert_many,
         (mongoc_collection_t * collection, const bson_t **documents, size_t count, const bson_t *options,
          bson_t *reply, bson_error_t *error),
         (collection, documents, count, options, reply, error))
FUNCTION(mongoc_change_stream_t *, mongoc_collection_watch,
         (const mongoc_collection_t *collection, const bson_t *pipeline, const bson_t *options),
         (collection, pipeline, options))
FUNCTION(void, mongoc_cursor_destroy, (mongoc_cursor_t * cursor), (cursor))
FUNCTION(bool, mongoc_cursor_error, (mongoc_cursor_t * cursor, bson_error_t *error), (cursor, error))
FUNCTION(bool, mongoc_cursor_next, (mongoc_cursor_t * cursor, const bson_t **bson), (cursor, bson))
FUNCTION(void, mongoc_init, (void), ())
FUNCTION(void, mongoc_log_set_handler, (mongoc_log_func_t function, void *context), (function, context))
FUNCTION(void, mongoc_read_prefs_destroy, (mongoc_read_prefs_t * preference), (preference))
FUNCTION(mongoc_read_prefs_t *, mongoc_read_prefs_new, (mongoc_read_mode_t mode), (mode))
FUNCTION(void, mongoc_uri_destroy, (mongoc_uri_t * uri), (uri))
FUNCTION(const char *, mongoc_uri_get_appname, (const mongoc_uri_t *uri), (uri))
FUNCTION(bool, mongoc_uri_has_option, (const mongoc_uri_t *uri, const char *name), (uri, name))
FUNCTION(mongoc_uri_t *, mongoc_uri_new_with_error, (const char *text, bson_error_t *error), (text, error))
FUNCTION(bool, mongoc_uri_set_appname, (mongoc_uri_t * uri, const char *name), (uri, name))
FUNCTION(bool, mongoc_uri_set_option_as_bool, (mongoc_uri_t * uri, const char *name, bool value), (uri, name, value))
FUNCTION(bool, mongoc_uri_set_option_as_int32, (mongoc_uri_t * uri, const char *name, int32_t value),
         (uri, name, value))
FUNCTION(void, mongoc_uri_set_read_prefs_t, (mongoc_uri_t * uri, const mongoc_read_prefs_t *preference),
         (uri, preference))
FUNCTION(void, mongoc_uri_set_write_concern, (mongoc_uri_t * uri, const mongoc_write_concern_t *concern),
         (uri, concern))
FUNCTION(void, mongoc_write_concern_destroy, (mongoc_write_concern_t * concern), (concern))
FUNCTION(mongoc_write_concern_t *, mongoc_write_concern_new, (void), ())
FUNCTION(void, mongoc_write_concern_set_journal, (mongoc_write_concern_t * concern, bool journal), (concern, journal))
FUNCTION(void, mongoc_write_concern_set_wmajority, (mongoc_write_concern_t * concern, int32_t timeout),
         (concern, timeout))
