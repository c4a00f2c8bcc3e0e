#include "config/source/source.hpp"

#include "config/source/sections.hpp"

namespace tidemark::config {

namespace {

// The lists that the parse child needs, whole: a Recipe is complete in itself.
void copy_codelists(Recipe& recipe, const Codelists& codelists) {
    const auto copy = [&](const std::string& id) {
        if (const auto* const list = codelists.list(id)) {
            recipe.codelists.emplace(id, *list);
        }
    };
    for (const auto& layout : recipe.layouts) {
        for (const auto& dim : layout.dims) {
            copy(dim.codelist);
        }
    }
    if (recipe.member) {
        copy(recipe.member->codelist);
    }
}

Source with_defaults(const Shared& shared, const Problems& problems) {
    Source source;
    source.config_file = problems.file();
    source.zone = shared.settings.zone;
    source.fetch = {shared.settings.every_host,
                    shared.settings.timeout,
                    shared.settings.retry,
                    shared.settings.max_size};
    return source;
}

} // namespace

ReadSource read_source(std::string_view text, const Shared& shared, Problems& problems) {
    ReadSource read{with_defaults(shared, problems), {}};
    const auto root = parse_toml(text, problems);
    if (!root) {
        return read;
    }
    auto& source = read.source;
    const Table table(*root, {&section("")}, problems);
    Scene scene(shared, problems);
    read_identity(table, source);
    if (const auto* const identity = root->find("source")) {
        const auto* const id = identity->value.find("id");
        read.id = id == nullptr ? identity->place : id->value.place;
    }
    read_find(table, source, scene);
    if (const auto fetch = table.table("fetch", "fetch")) {
        read_fetch(*fetch, source.fetch);
    }
    read_schedule(table, source, scene);
    read_due(table, source);
    read_reading(table, source);
    read_layouts(table, source, scene);
    read_files(table, source);
    read_status(table, source);
    read_keep(table, source, scene);
    read_key(table, source, scene);
    read_roster(table, source, scene);
    read_hold(table, source, scene);
    read_derives(table, source, scene);
    read_breaks(table, source, scene);
    read_rules(table, source, scene);
    source.recipe.source = source.id;
    copy_codelists(source.recipe, shared.codelists);
    return read;
}

} // namespace tidemark::config
