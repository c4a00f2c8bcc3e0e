#include "pipeline/fetch/discover/discover.hpp"

namespace tidemark::fetch {
namespace {

template <typename... Ways>
struct Table : Ways... {
    using Ways::operator()...;
};

template <typename... Ways>
Table(Ways...) -> Table<Ways...>;

} // namespace

Result<Discovery> discover(const Look& look) {
    const Table discoverers{
        [&](const FindUrl& find) { return discover_url(find, look); },
        [&](const FindDir& find) { return discover_dir(find, look); },
        [&](const FindHtml& find) { return discover_html(find, look); },
        [&](const FindGovuk& find) { return discover_govuk(find, look); },
    };
    return std::visit(discoverers, look.source.find);
}

} // namespace tidemark::fetch
