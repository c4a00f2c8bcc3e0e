# What cmake --install puts where. With the prefix /usr, configuration goes to /etc.
install(TARGETS tidemark RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# systemd reads units below /usr/lib and /usr/local/lib, whatever the architecture's lib folder is. The
# unit names the program where this very install puts it, also with --prefix.
install(CODE "set(TIDEMARK_SYSTEMD \"${PROJECT_SOURCE_DIR}/systemd\")
set(TIDEMARK_MADE \"${PROJECT_BINARY_DIR}/systemd\")
set(TIDEMARK_BINDIR \"${CMAKE_INSTALL_BINDIR}\")")
install(CODE [[
  set(TIDEMARK_PROGRAM "${CMAKE_INSTALL_PREFIX}/${TIDEMARK_BINDIR}/tidemark")
  configure_file("${TIDEMARK_SYSTEMD}/tidemark.service.in" "${TIDEMARK_MADE}/tidemark.service" @ONLY)
  file(INSTALL "${TIDEMARK_MADE}/tidemark.service"
       DESTINATION "${CMAKE_INSTALL_PREFIX}/lib/systemd/system")
]])
install(FILES systemd/tidemark.sysusers DESTINATION lib/sysusers.d RENAME tidemark.conf)
install(FILES systemd/tidemark.tmpfiles DESTINATION lib/tmpfiles.d RENAME tidemark.conf)

# The program reads /etc/tidemark, also when it was installed under /usr/local; under another prefix
# PREFIX/etc/tidemark waits for --config-dir. Files that are there already are an operator's: they
# stay.
install(CODE "set(TIDEMARK_DEFAULTS \"${PROJECT_SOURCE_DIR}/config/default\")")
install(CODE [[
  set(etc "/etc/tidemark")
  if(NOT CMAKE_INSTALL_PREFIX MATCHES "^/usr(/local)?/?$")
    set(etc "${CMAKE_INSTALL_PREFIX}/etc/tidemark")
  endif()
  file(GLOB_RECURSE shipped RELATIVE "${TIDEMARK_DEFAULTS}" "${TIDEMARK_DEFAULTS}/*")
  foreach(name IN LISTS shipped)
    set(target "${etc}/${name}")
    if(EXISTS "$ENV{DESTDIR}${target}")
      message(STATUS "Kept: $ENV{DESTDIR}${target}")
    else()
      get_filename_component(folder "${target}" DIRECTORY)
      file(INSTALL "${TIDEMARK_DEFAULTS}/${name}" DESTINATION "${folder}")
    endif()
  endforeach()
  file(MAKE_DIRECTORY "$ENV{DESTDIR}${etc}/sources.d")
]])

install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN "*.md")
foreach(name LICENSE NOTICE README.md CHANGELOG.md)
  install(FILES ${name} DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
endforeach()

# Man pages where scdoc is installed.
find_program(TIDEMARK_SCDOC scdoc)
if(TIDEMARK_SCDOC)
  foreach(page tidemark.1 tidemark.toml.5)
    add_custom_command(
      OUTPUT ${PROJECT_BINARY_DIR}/man/${page}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/man
      COMMAND ${TIDEMARK_SCDOC} < ${PROJECT_SOURCE_DIR}/docs/man/${page}.scd > ${PROJECT_BINARY_DIR}/man/${page}
      DEPENDS docs/man/${page}.scd
      VERBATIM)
    list(APPEND man_pages ${PROJECT_BINARY_DIR}/man/${page})
    string(REGEX MATCH "[0-9]$" section ${page})
    install(FILES ${PROJECT_BINARY_DIR}/man/${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
  endforeach()
  add_custom_target(man ALL DEPENDS ${man_pages})
  add_dependencies(tidemark man) # so that script/build leaves all that an install needs
endif()
