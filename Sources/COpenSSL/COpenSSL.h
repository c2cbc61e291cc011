// OpenSSL: digests, and TLS over memory buffers.
#ifndef HOGLET_COPENSSL_H
#define HOGLET_COPENSSL_H

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/provider.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

// OSSL_PARAM wants lists on the stack, which are made by functions that only C can hold the result of in place.
static inline int hoglet_hmac_init(EVP_MAC_CTX *context, const char *digest, const char *properties,
                                   const unsigned char *key, size_t count) {
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char *)digest, 0),
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_PROPERTIES, (char *)properties, 0),
      OSSL_PARAM_construct_end(),
  };
  return EVP_MAC_init(context, key, count, parameters);
}

// Macros, which Swift cannot call.
static inline void hoglet_tls_restrict(SSL_CTX *context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
}

static inline int hoglet_tls_name_server(SSL *session, const char *name) {
  return (int)SSL_set_tlsext_host_name(session, name);
}

static inline size_t hoglet_bio_pending(BIO *bio) { return BIO_ctrl_pending(bio); }

// A mem BIO that is empty says "later" and not "the end".
static inline BIO *hoglet_bio_new(void) {
  BIO *bio = BIO_new(BIO_s_mem());
  if (bio != NULL) BIO_set_mem_eof_return(bio, -1);
  return bio;
}

#endif
