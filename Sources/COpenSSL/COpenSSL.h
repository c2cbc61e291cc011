// OpenSSL: digests, and TLS over memory buffers.
#ifndef HOGLET_COPENSSL_H
#define HOGLET_COPENSSL_H

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/provider.h>

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

#endif
