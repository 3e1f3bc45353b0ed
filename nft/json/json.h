// SPDX-License-Identifier: GPL-2.0-or-later
// JSON values that free themselves (jansson).
#pragma once

#include <jansson.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace cnft::json {

struct Free {
  void operator()(json_t* value) const { json_decref(value); }
};
using Json = std::unique_ptr<json_t, Free>;

inline Json Null() { return Json(json_null()); }
inline Json Bool(bool value) { return Json(json_boolean(value)); }
inline Json Integer(std::uint64_t value) {
  return Json(json_integer(static_cast<json_int_t>(value)));
}
// Text that is no UTF-8 cannot stand in JSON: null.
inline Json Text(std::string_view text) {
  json_t* value = json_stringn(text.data(), text.size());
  return value != nullptr ? Json(value) : Null();
}

inline void Put(const Json& object, const char* key, Json value) {
  json_object_set_new(object.get(), key, value.release());
}
inline void Append(const Json& array, Json value) {
  json_array_append_new(array.get(), value.release());
}

// {key: value}
inline Json Object(const char* key, Json value) {
  Json object(json_object());
  Put(object, key, std::move(value));
  return object;
}
template <typename... Items>
Json Array(Items... items) {
  Json array(json_array());
  (Append(array, std::move(items)), ...);
  return array;
}

inline std::string Dump(const Json& value, std::size_t flags = JSON_COMPACT) {
  const std::unique_ptr<char, decltype(&std::free)> text(
      json_dumps(value.get(), flags | JSON_ENCODE_ANY), &std::free);
  return text ? text.get() : "";
}

}  // namespace cnft::json
