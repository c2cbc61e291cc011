// libcrypt's bcrypt. Its working memory is 32 KB that hold the password: taken and wiped here, so that Swift sees none
// of it.
#ifndef HOGLET_CCRYPT_H
#define HOGLET_CCRYPT_H

#include <crypt.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { hoglet_crypt_hash_size = CRYPT_OUTPUT_SIZE, hoglet_crypt_setting_size = CRYPT_GENSALT_OUTPUT_SIZE };

// Hashes `password` as `setting` says; false if libcrypt cannot read the setting or there is no memory.
static inline bool hoglet_crypt(const char *password, const char *setting, char *hash) {
  struct crypt_data *data = (struct crypt_data *)calloc(1, sizeof *data);
  if (!data) return false;
  const char *result = crypt_rn(password, setting, data, (int)sizeof *data);
  if (result) memcpy(hash, result, strlen(result) + 1);
  explicit_bzero(data, sizeof *data);
  free(data);
  return result;
}

// Makes a setting with a salt of the kernel's.
static inline bool hoglet_crypt_setting(unsigned long cost, char *setting) {
  return crypt_gensalt_rn("$2a$", cost, NULL, 0, setting, CRYPT_GENSALT_OUTPUT_SIZE);
}

#endif
