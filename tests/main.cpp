#define CATCH_CONFIG_CONSOLE_WIDTH 160  // what is compared is wide
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
