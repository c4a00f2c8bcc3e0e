#include "pipeline/base/digest.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace tidemark {
namespace {

TEST(Digest, IsThatOfTheStandardsExamples) {
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256(std::string(1'000'000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Digest, ShortOneIsTheBeginningOfThePartsWithTheirLengths) {
    EXPECT_EQ(short_digest("ab", "c"), sha256("2:ab1:c").substr(0, 12));
    EXPECT_EQ(short_digest(std::string("ab"), std::string_view("c")), short_digest("ab", "c"));
}

RC_GTEST_PROP(Digest, ShortOneKnowsWhereItsPartsEnd, (const std::string& a, const std::string& b)) {
    RC_ASSERT(short_digest(a, b).size() == 12U);
    RC_ASSERT(short_digest(a, b) != short_digest(a + b));
    RC_ASSERT(short_digest(a, b) != short_digest(a + b, "") || b.empty());
    RC_ASSERT((short_digest(a, b) == short_digest(b, a)) == (a == b));
}

} // namespace
} // namespace tidemark
