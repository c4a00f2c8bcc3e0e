#include "pipeline/parse/read/part.hpp"

#include "pipeline/parse/read/inflate.hpp"
#include "pipeline/parse/read/refuse.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tidemark::parse {

namespace {

constexpr std::uint64_t grace = 1U << 20U; // bytes before the ratio counts

class Part : public Chunks {
  public:
    Part(const Packed& packed, const Budgets& budgets, Spent& spent)
        : packed_(packed)
        , name_(packed.name)
        , budgets_(budgets)
        , spent_(spent) {
        if (packed.deflated) {
            inflater_ = std::make_unique<Inflater>(packed.data);
        } else {
            stored_ = std::make_unique<MemoryChunks>(packed.data);
        }
    }

    [[nodiscard]] Result<std::size_t> read(char* to, std::size_t room) override {
        auto size = stored_ ? stored_->read(to, room) : inflater_->step(to, room);
        if (!size) {
            return refuse(std::move(size).error());
        }
        if (*size == 0) {
            return check();
        }
        crc_ = crc32_of(crc_, to, *size);
        counted_ += *size;
        if ((spent_.inflated += *size) > budgets_.inflated) {
            return refuse(over_budget("inflated size", "inflated", budgets_.inflated, "bytes"));
        }
        if (counted_ > grace && counted_ > budgets_.ratio * packed_.data.size()) {
            return refuse(over_budget("ratio of inflated to stored size", "ratio", budgets_.ratio));
        }
        return size;
    }

    [[nodiscard]] double progress() const override {
        if (stored_) {
            return stored_->progress();
        }
        return static_cast<double>(inflater_->consumed()) /
               static_cast<double>(std::max<std::size_t>(packed_.data.size(), 1));
    }

  private:
    [[nodiscard]] tl::unexpected<Error> refuse(Error error) const {
        return fail(at_part(std::move(error), name_));
    }

    [[nodiscard]] Result<std::size_t> check() const {
        const std::size_t packed = inflater_ ? inflater_->consumed() : packed_.data.size();
        if (counted_ > grace && counted_ > budgets_.ratio * packed) {
            return refuse(over_budget("ratio of inflated to stored size", "ratio", budgets_.ratio));
        }
        if (packed_.length && packed != packed_.data.size()) {
            Error error = malformed("zip",
                                    "one compressed file",
                                    fmt::format("{} bytes after its end, perhaps of a second one",
                                                packed_.data.size() - packed));
            error.next =
                "unpack it and add its files one by one, or ask the publisher for one file";
            return refuse(std::move(error));
        }
        if (crc_ != packed_.crc) {
            return refuse(malformed(
                "zip", fmt::format("CRC-32 {:08x}", packed_.crc), fmt::format("{:08x}", crc_)));
        }
        if (packed_.length && *packed_.length != static_cast<std::uint32_t>(counted_)) {
            return refuse(malformed("zip",
                                    fmt::format("{} bytes, as its end says", *packed_.length),
                                    fmt::format("{}", counted_)));
        }
        return std::size_t{0};
    }

    Packed packed_;
    std::string name_;
    Budgets budgets_;
    Spent& spent_;
    std::unique_ptr<MemoryChunks> stored_;
    std::unique_ptr<Inflater> inflater_;
    std::uint32_t crc_ = 0;
    std::uint64_t counted_ = 0;
};

} // namespace

std::unique_ptr<Chunks> open_part(const Packed& packed, const Budgets& budgets, Spent& spent) {
    return std::make_unique<Part>(packed, budgets, spent);
}

Result<std::string> read_whole(Chunks& chunks, std::uint64_t foreseen) {
    std::string all;
    all.reserve(static_cast<std::size_t>(foreseen) + chunk_size);
    while (true) {
        const std::size_t before = all.size();
        all.resize(before + chunk_size);
        auto size = chunks.read(all.data() + before, chunk_size);
        if (!size) {
            return propagate(size);
        }
        all.resize(before + *size);
        if (*size == 0) {
            return all;
        }
    }
}

} // namespace tidemark::parse
